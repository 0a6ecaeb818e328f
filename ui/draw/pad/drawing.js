// @ts-check
// A drawing: strokes in units of the paper's height, so that it can be painted at any size.

export class Drawing {
  /** @type {Stroke[]} */
  strokes = []; // clearing is a stroke too, so it can be undone
  /** @type {Stroke[]} */
  undone = [];
  /** @type {Stroke | null} */
  current = null; // the unfinished stroke
  aspect = 1; // width over height of the paper
  /** @type {import("./fit.js").Placing | null} */
  fitted = null; // how it was moved and scaled to fit the paper
  revision = 0; // counts every change; an answer names the revision that it is about

  // The finished strokes since the last clearing, and those that it left on the paper (turn.js).
  get visible() {
    const last = this.strokes.findLastIndex(({ tool }) => tool === "clear");
    return [...(this.strokes[last]?.strokes ?? []), ...this.strokes.slice(last + 1)];
  }

  get blank() {
    return ![...this.visible, this.current].some((stroke) => stroke?.tool === "pen");
  }

  /** @param {Stroke} stroke */
  add(stroke) {
    if (this.blank) this.fitted = null; // a new drawing has its own size
    this.strokes.push(stroke);
    this.undone = [];
  }

  // Remove the unfinished stroke, or the last one, for good.
  discard() {
    if (this.current) this.current = null;
    else this.strokes.pop();
  }

  undo() {
    return this.step(this.strokes, this.undone);
  }

  redo() {
    return this.step(this.undone, this.strokes);
  }

  // Move one stroke between what is done and what is undone; false where there is none.
  /** @type {(from: Stroke[], to: Stroke[]) => boolean} */
  step(from, to) {
    if (this.current || !from.length) return false;
    to.push(from.pop());
    return true;
  }
}
