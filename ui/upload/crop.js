// The dialogue to crop and rotate a picture.

const LONGEST = 3000; // px of the longer side that is handed on
const LEAST = 0.04; // of the picture's side: no crop is smaller
const SHOWN = 1000; // px of the longer side on the screen
const STEP = 0.02; // of the picture's side, by an arrow key
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const within = (value, low, high) => Math.max(low, Math.min(high, value));

export class CropDialog {
  // `done(file)` gets the part that was chosen.
  constructor(dialog, done) {
    Object.assign(this, { dialog, done });
    this.canvas = dialog.querySelector("canvas");
    this.frame = dialog.querySelector(".crop");
    const actions = {
      left: () => this.turn(-1),
      right: () => this.turn(1),
      cancel: () => dialog.close(),
      apply: () => this.apply(),
    };
    for (const button of dialog.querySelectorAll("button")) {
      button.addEventListener("click", actions[button.dataset.do]);
    }
    this.frame.addEventListener("pointerdown", (event) => this.drag(event));
    this.frame.addEventListener("keydown", (event) => this.move(event));
  }

  open(picture) {
    this.picture = picture;
    this.turns = 0; // quarters, clockwise
    this.part = { left: 0, top: 0, right: 1, bottom: 1 }; // shares of the turned picture
    this.show();
    this.dialog.showModal();
    this.frame.focus();
  }

  // ---- The picture ------------------------------------------------------------------------------

  get size() {
    const { width, height } = this.picture;
    return this.turns % 2 ? [height, width] : [width, height];
  }

  // Paint the turned picture, scaled, with the point (left, top) of it at the canvas's corner.
  paint(context, scale, left = 0, top = 0) {
    const { picture } = this;
    const [width, height] = this.size;
    context.setTransform(scale, 0, 0, scale, -left, -top);
    context.translate(width / 2, height / 2);
    context.rotate((this.turns * Math.PI) / 2);
    context.drawImage(picture, -picture.width / 2, -picture.height / 2);
  }

  show() {
    const [width, height] = this.size;
    const scale = Math.min(1, SHOWN / Math.max(width, height));
    this.canvas.width = Math.round(width * scale);
    this.canvas.height = Math.round(height * scale);
    this.paint(this.canvas.getContext("2d"), scale);
    this.showFrame();
  }

  turn(by) {
    const { left, top, right, bottom } = this.part;
    this.part =
      by > 0
        ? { left: 1 - bottom, top: left, right: 1 - top, bottom: right }
        : { left: top, top: 1 - right, right: bottom, bottom: 1 - left };
    this.turns = (this.turns + by + 4) % 4;
    this.show();
  }

  async apply() {
    const { left, top, right, bottom } = this.part;
    const [width, height] = this.size;
    const sides = [(right - left) * width, (bottom - top) * height];
    const scale = Math.min(1, LONGEST / Math.max(...sides));
    const cropped = new OffscreenCanvas(
      ...sides.map((side) => Math.max(1, Math.round(side * scale))),
    );
    this.paint(cropped.getContext("2d"), scale, left * width * scale, top * height * scale);
    this.dialog.close();
    const blob = await cropped.convertToBlob();
    this.done(new File([blob], "part.png", { type: blob.type }));
  }

  // ---- The frame around the part ----------------------------------------------------------------

  showFrame() {
    const { left, top, right, bottom } = this.part;
    const inset = [top, 1 - right, 1 - bottom, left];
    this.frame.style.inset = inset.map((share) => `${100 * share}%`).join(" ");
  }

  // Move one corner, or the whole part where there is none.
  shift(corner, x, y) {
    const { part } = this;
    if (!corner) {
      x = within(x, -part.left, 1 - part.right);
      y = within(y, -part.top, 1 - part.bottom);
    }
    const moves = (side) => !corner || corner.includes(side);
    if (moves("left")) part.left = within(part.left + x, 0, part.right - LEAST);
    if (moves("top")) part.top = within(part.top + y, 0, part.bottom - LEAST);
    if (moves("right")) part.right = within(part.right + x, part.left + LEAST, 1);
    if (moves("bottom")) part.bottom = within(part.bottom + y, part.top + LEAST, 1);
    this.showFrame();
  }

  drag(event) {
    const { frame } = this;
    const { corner } = event.target.dataset;
    const box = this.canvas.getBoundingClientRect();
    let last = event;
    frame.setPointerCapture(event.pointerId);
    frame.onpointermove = (move) => {
      const across = (move.clientX - last.clientX) / box.width;
      this.shift(corner, across, (move.clientY - last.clientY) / box.height);
      last = move;
    };
    frame.onpointerup = frame.onpointercancel = () => (frame.onpointermove = null);
  }

  move(event) {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    const corner = event.shiftKey ? "right bottom" : undefined;
    this.shift(corner, ...arrow.map((direction) => STEP * direction));
  }
}
