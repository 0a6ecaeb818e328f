// The one pointer that draws; every other finger or palm is ignored.

const PALM = 1000; // milliseconds after a pen during which a touch is a palm

const isFlipped = ({ pointerType, button }) => pointerType === "pen" && button === 5; // its other end

export class Pen {
  pointer = null;
  lastPen = -Infinity;

  // `begin(point, flipped)`, `extend(points)` and `finish()` hear of each stroke.
  constructor(canvas, { begin, extend, finish }) {
    this.canvas = canvas;

    canvas.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "pen") this.lastPen = event.timeStamp;
      if (!this.accepts(event)) return;
      canvas.setPointerCapture(event.pointerId);
      this.pointer = event.pointerId;
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
        if (event.pointerType === "pen") this.lastPen = event.timeStamp;
        if (name === "pointerup") extend([this.place(event)]);
        this.pointer = null;
        finish();
      });
    }
  }

  get down() {
    return this.pointer !== null;
  }

  accepts(event) {
    const palm = event.pointerType === "touch" && event.timeStamp - this.lastPen < PALM;
    return !this.down && event.isPrimary && !palm && (event.button === 0 || isFlipped(event));
  }

  place({ clientX, clientY }) {
    const box = this.canvas.getBoundingClientRect();
    return [(clientX - box.left) / box.height, (clientY - box.top) / box.height];
  }
}
