// @ts-check
// The dialogue to crop and rotate a picture.

const LONGEST_SIDE = 3000; // px of the cropped picture
const LEAST_PART = 0.04; // of the picture's side
const SHOWN_SIDE = 1000; // px of the longer side on the screen, at most
const ARROW_STEP = 0.02; // of the picture's side, for each press of an arrow key
/** @type {Record<string, [x: number, y: number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @typedef {[width: number, height: number]} Pair */
/** @typedef {{ part: Box, size: Pair, quarters: number, angle: number }} Anchor */

const WHOLE = { left: 0, top: 0, right: 1, bottom: 1 };

/** @type {(value: number, low: number, high: number) => number} */
const within = (value, low, high) => Math.max(low, Math.min(high, value));

// The part with this centre and these sides, all as shares of the picture, to whose edges it is cut.
/** @type {(centre: Pair, sides: Pair) => Box} */
function around([x, y], [width, height]) {
  return {
    left: within(x - width / 2, 0, 1 - LEAST_PART),
    top: within(y - height / 2, 0, 1 - LEAST_PART),
    right: within(x + width / 2, LEAST_PART, 1),
    bottom: within(y + height / 2, LEAST_PART, 1),
  };
}

// The mean colour along the picture's edge.
/** @param {ImageBitmap} picture */
function edgeColour(picture) {
  const side = 16;
  const context = new OffscreenCanvas(side, side).getContext("2d", { willReadFrequently: true });
  context.drawImage(picture, 0, 0, side, side);
  const { data } = context.getImageData(0, 0, side, side);
  const isEdge = (/** @type {number} */ i) =>
    i < side || i >= side * (side - 1) || i % side === 0 || i % side === side - 1;
  const edge = [...Array(side * side).keys()].filter(isEdge);
  const mean = (/** @type {number} */ channel) =>
    edge.reduce((sum, i) => sum + data[4 * i + channel], 0) / edge.length;
  return `rgb(${mean(0)} ${mean(1)} ${mean(2)} / ${mean(3) / 255})`;
}

export class CropDialog {
  /** @type {ImageBitmap} */
  picture;
  /** @type {Box} */
  part;
  /** @type {Anchor | null} */
  anchor = null; // the frame as it was last set by hand
  edge = ""; // colour of the picture's edge
  quarters = 0; // turns, clockwise

  /**
   * @param {HTMLDialogElement} dialog
   * @param {(file: File) => void} done is called with the part that was chosen
   */
  constructor(dialog, done) {
    this.dialog = dialog;
    this.done = done;
    this.canvas = dialog.querySelector("canvas");
    this.frame = dialog.querySelector(".crop");
    /** @type {HTMLInputElement} */
    this.slider = dialog.querySelector(".angle input");
    this.degrees = dialog.querySelector(".angle output");
    /** @type {Record<string, () => void>} */
    const actions = {
      left: () => this.turn(-1),
      right: () => this.turn(1),
      cancel: () => dialog.close(),
      apply: () => this.apply(),
    };
    for (const button of dialog.querySelectorAll("button")) {
      button.addEventListener("click", actions[button.dataset.do]);
    }
    this.slider.addEventListener("input", () => this.turn(0));
    this.frame.addEventListener("pointerdown", (event) => this.drag(event));
    this.frame.addEventListener("keydown", (event) => this.move(event));
  }

  // Open with the frame around `part`, given as shares of the picture.
  /** @type {(picture: ImageBitmap, part?: Box) => void} */
  open(picture, part) {
    this.picture = picture;
    this.edge = edgeColour(picture);
    this.quarters = 0;
    this.slider.value = "0"; // degrees, added to the quarters
    this.part = part ?? { ...WHOLE };
    this.anchor = part ? this.anchored : null;
    this.show();
    this.dialog.showModal();
    this.frame.focus();
  }

  // ---- The picture ------------------------------------------------------------------------------

  get angle() {
    return ((90 * this.quarters + this.slider.valueAsNumber) * Math.PI) / 180;
  }

  // Width and height of the paper that contains the turned picture with its corners.
  /** @returns {Pair} */
  get size() {
    const { width, height } = this.picture;
    const [sine, cosine] = [Math.sin(this.angle), Math.cos(this.angle)].map(Math.abs);
    return [width * cosine + height * sine, width * sine + height * cosine];
  }

  // The paper around the turned picture gets the colour of its edge, since black corners would look like ink.
  /**
   * @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} context
   * @param {number} scale
   * @param {number} [left] of the scaled picture, at the canvas's corner
   * @param {number} [top]
   */
  paint(context, scale, left = 0, top = 0) {
    const { picture } = this;
    const [width, height] = this.size;
    context.fillStyle = this.edge;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    context.setTransform(scale, 0, 0, scale, -left, -top);
    context.translate(width / 2, height / 2);
    context.rotate(this.angle);
    context.drawImage(picture, -picture.width / 2, -picture.height / 2);
  }

  show() {
    const [width, height] = this.size;
    const scale = Math.min(1, SHOWN_SIDE / Math.max(width, height));
    this.canvas.width = Math.round(width * scale);
    this.canvas.height = Math.round(height * scale);
    this.paint(this.canvas.getContext("2d"), scale);
    this.degrees.textContent = `${this.slider.value}°`;
    this.showFrame();
  }

  /** @param {number} quarters */
  turn(quarters) {
    this.quarters = (this.quarters + quarters + 4) % 4;
    this.part = this.anchor ? this.turned(this.anchor) : around([0.5, 0.5], this.inner);
    this.show();
  }

  /** @returns {Anchor} */
  get anchored() {
    return { part: { ...this.part }, size: this.size, quarters: this.quarters, angle: this.angle };
  }

  // The frame that was set at another angle, turned with the picture about its middle.
  /** @param {Anchor} anchor */
  turned({ part: { left, top, right, bottom }, size: [width, height], quarters, angle }) {
    const [newWidth, newHeight] = this.size;
    const [x, y] = [((left + right - 1) / 2) * width, ((top + bottom - 1) / 2) * height];
    const [sine, cosine] = [Math.sin(this.angle - angle), Math.cos(this.angle - angle)];
    const sides = [(right - left) * width, (bottom - top) * height];
    if ((this.quarters - quarters) % 2) sides.reverse();
    return around(
      [0.5 + (x * cosine - y * sine) / newWidth, 0.5 + (x * sine + y * cosine) / newHeight],
      [sides[0] / newWidth, sides[1] / newHeight],
    );
  }

  // Sides, as shares of the paper's, of the largest part with the picture's aspect and no corner of the paper.
  /** @returns {Pair} */
  get inner() {
    const { width, height } = this.picture;
    const tilt = Math.abs((this.slider.valueAsNumber * Math.PI) / 180);
    const longer = Math.max(width / height, height / width);
    const scale = 1 / (Math.cos(tilt) + Math.sin(tilt) * longer);
    const sides = this.quarters % 2 ? [height, width] : [width, height];
    const [across, down] = this.size;
    return [Math.min(1, (sides[0] * scale) / across), Math.min(1, (sides[1] * scale) / down)];
  }

  async apply() {
    const { left, top, right, bottom } = this.part;
    const [width, height] = this.size;
    const sides = [(right - left) * width, (bottom - top) * height];
    const scale = Math.min(1, LONGEST_SIDE / Math.max(...sides));
    const [across, down] = sides.map((side) => Math.max(1, Math.round(side * scale)));
    const cropped = new OffscreenCanvas(across, down);
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

  // Move one corner, or the whole part where none is given.
  /** @type {(corner: string | undefined, x: number, y: number) => void} */
  shift(corner, x, y) {
    const { part } = this;
    if (!corner) {
      x = within(x, -part.left, 1 - part.right);
      y = within(y, -part.top, 1 - part.bottom);
    }
    const moves = (/** @type {string} */ side) => !corner || corner.includes(side);
    if (moves("left")) part.left = within(part.left + x, 0, part.right - LEAST_PART);
    if (moves("top")) part.top = within(part.top + y, 0, part.bottom - LEAST_PART);
    if (moves("right")) part.right = within(part.right + x, part.left + LEAST_PART, 1);
    if (moves("bottom")) part.bottom = within(part.bottom + y, part.top + LEAST_PART, 1);
    this.anchor = this.anchored;
    this.showFrame();
  }

  /** @param {PointerEvent} event */
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
    frame.onpointerup = frame.onpointercancel = () => {
      frame.onpointermove = null;
    };
  }

  /** @param {KeyboardEvent} event */
  move(event) {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    const corner = event.shiftKey ? "right bottom" : undefined;
    this.shift(corner, ARROW_STEP * arrow[0], ARROW_STEP * arrow[1]);
  }
}
