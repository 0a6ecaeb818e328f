// @ts-check
// The one pointer that draws. A touch near a pen is a palm; without a pen, the first finger draws.

const PALM_WITHIN = 1000; // milliseconds between a pen and a touch that make the touch a palm

const isPen = ({ pointerType }) => pointerType === "pen";
const isTouch = ({ pointerType }) => pointerType === "touch";
const isFlipped = (event) => isPen(event) && event.button === 5; // its other end
const draws = (event) => event.button === 0 || isFlipped(event);
const PEN_EVENTS = ["pointerover", "pointermove", "pointerdown", "pointerup", "pointerout"];

export class Pen {
  pointer = null;
  lastPen = -Infinity; // when a pen last touched or hovered, anywhere on the page
  touches = null; // whether the pointer is a finger, or a palm that came before its pen
  lastCancelled = -Infinity; // when the system last took a touch away

  // `begin(point, flipped)`, `extend(points)` and `finish()` are called for each stroke; `discard()`
  // before the pen's own stroke, where a palm has drawn: the stroke in hand, or the last one.
  constructor(canvas, { begin, extend, finish, discard }) {
    this.canvas = canvas;

    const see = (event) => {
      if (isPen(event)) this.lastPen = event.timeStamp;
    };
    for (const name of PEN_EVENTS) document.addEventListener(name, see, { capture: true });

    canvas.addEventListener("pointerdown", (event) => {
      if (this.takesOver(event)) {
        this.pointer = null;
        this.lastCancelled = -Infinity;
        discard();
      }
      if (!this.accepts(event)) return;
      canvas.setPointerCapture(event.pointerId);
      this.pointer = event.pointerId;
      this.touches = isTouch(event);
      begin(this.place(event), isFlipped(event));
    });

    canvas.addEventListener("pointermove", (event) => {
      if (event.pointerId !== this.pointer) return;
      const events = event.getCoalescedEvents?.() ?? [];
      extend((events.length ? events : [event]).map((each) => this.place(each)));
    });

    // A pointer that the system takes away ends the stroke too: nothing drawn is thrown away.
    for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) {
      canvas.addEventListener(name, (event) => {
        if (event.pointerId !== this.pointer) return;
        if (name === "pointerup") extend([this.place(event)]);
        if (name === "pointercancel" && this.touches) this.lastCancelled = event.timeStamp;
        this.pointer = null;
        finish();
      });
    }
  }

  get down() {
    return this.pointer !== null;
  }

  // Some systems take the palm away as its pen comes, others leave both.
  takesOver(event) {
    if (!isPen(event) || !draws(event)) return false;
    return this.down ? this.touches : event.timeStamp - this.lastCancelled < PALM_WITHIN;
  }

  accepts(event) {
    const palm = isTouch(event) && event.timeStamp - this.lastPen < PALM_WITHIN;
    return !this.down && event.isPrimary && !palm && draws(event);
  }

  place({ clientX, clientY }) {
    const box = this.canvas.getBoundingClientRect();
    return [(clientX - box.left) / box.height, (clientY - box.top) / box.height];
  }
}
