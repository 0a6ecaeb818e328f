// @ts-check
// A drawing is a list of strokes in units of the paper's height, so that it can be painted at any
// size: sharp on the screen, and at a small fixed height for the server.

export class Drawing {
  strokes = []; // clearing is a stroke too, so it can be undone
  undone = [];
  current = null; // the stroke in hand
  aspect = 1; // of the paper: width over height
  fitted = null; // how it was moved and made smaller to fit the paper (fit.js)
  revision = 0; // counts every change; an answer names the revision that it is about

  // The finished strokes since the last clearing, and those that it brought along (turn.js).
  get visible() {
    const last = this.strokes.findLastIndex(({ tool }) => tool === "clear");
    return [...(this.strokes[last]?.strokes ?? []), ...this.strokes.slice(last + 1)];
  }

  get blank() {
    return ![...this.visible, this.current].some((stroke) => stroke?.tool === "pen");
  }

  add(stroke) {
    if (this.blank) this.fitted = null; // what is drawn now has its own size
    this.strokes.push(stroke);
    this.undone = [];
  }

  // Forget the stroke in hand, or the last one, as if it had never been drawn.
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

  // Move one step between what is done and what is undone, and tell whether there was one.
  step(from, to) {
    if (this.current || !from.length) return false;
    to.push(from.pop());
    return true;
  }
}
