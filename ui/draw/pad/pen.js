// @ts-check
// The pointer that draws: a pen, or the first finger. A touch shortly after a pen is a palm and does not draw.

const PALM_WITHIN = 1000; // milliseconds between a pen and a touch that make the touch a palm

/** @type {(event: PointerEvent) => boolean} */
const isPen = ({ pointerType }) => pointerType === "pen";
/** @type {(event: PointerEvent) => boolean} */
const isTouch = ({ pointerType }) => pointerType === "touch";
/** @type {(event: PointerEvent) => boolean} */
const isFlipped = (event) => isPen(event) && event.button === 5; // with the eraser at its other end
/** @type {(event: PointerEvent) => boolean} */
const draws = (event) => event.button === 0 || isFlipped(event);
const PEN_EVENTS = /** @type {const} */ ([
  "pointerover",
  "pointermove",
  "pointerdown",
  "pointerup",
  "pointerout",
]);
const END_EVENTS = /** @type {const} */ (["pointerup", "pointercancel", "lostpointercapture"]);

export class Pen {
  /** @type {number | null} */
  pointer = null;
  lastPen = -Infinity; // when a pen last touched or hovered, anywhere on the page
  touches = false; // whether the pointer is a finger, or a palm that came before its pen
  lastCancelled = -Infinity; // when the system last cancelled a touch

  // `discard` is called before the stroke of a pen whose palm has drawn: the unfinished stroke, or the last one.
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {{ begin: (point: Point, flipped: boolean) => void, extend: (points: Point[]) => void,
   *   finish: () => void, discard: () => void }} functions
   */
  constructor(canvas, { begin, extend, finish, discard }) {
    this.canvas = canvas;

    const see = (/** @type {PointerEvent} */ event) => {
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

    // A cancelled pointer finishes the stroke too, so that nothing drawn is lost.
    for (const name of END_EVENTS) {
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

  // Some systems cancel the touch of the palm when its pen comes, others keep both.
  /** @param {PointerEvent} event */
  takesOver(event) {
    if (!isPen(event) || !draws(event)) return false;
    return this.down ? this.touches : event.timeStamp - this.lastCancelled < PALM_WITHIN;
  }

  /** @param {PointerEvent} event */
  accepts(event) {
    const palm = isTouch(event) && event.timeStamp - this.lastPen < PALM_WITHIN;
    return !this.down && event.isPrimary && !palm && draws(event);
  }

  /**
   * @param {PointerEvent} event
   * @returns {Point}
   */
  place({ clientX, clientY }) {
    const box = this.canvas.getBoundingClientRect();
    return [(clientX - box.left) / box.height, (clientY - box.top) / box.height];
  }
}
