// @ts-check
// Draws strokes from elsewhere on the page as if by hand.

export class Replay {
  /** @type {Stroke | null} */
  stroke = null; // the one that grows
  /** @type {number | null} */
  frame = null;

  // `draw` is called with a stroke as it grows, `finish` when it is complete.
  /** @param {{ draw: (stroke: Stroke) => void, finish: (stroke: Stroke) => void }} functions */
  constructor({ draw, finish }) {
    this.draw = draw;
    this.finish = finish;
  }

  /** @param {Stroke[]} strokes */
  play(strokes) {
    const queue = [...strokes];
    const swift = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const advance = () => {
      const whole = queue[0];
      const drawn = swift ? whole.points.length : (this.stroke?.points.length ?? 0) + 2;
      this.stroke = { ...whole, points: whole.points.slice(0, drawn) };
      if (drawn < whole.points.length) this.draw(this.stroke);
      else {
        queue.shift();
        this.end();
      }
      this.frame = queue.length ? requestAnimationFrame(advance) : null;
    };
    advance();
  }

  // What is drawn so far stays.
  stop() {
    cancelAnimationFrame(this.frame);
    if (this.stroke) this.end();
  }

  end() {
    const { stroke } = this;
    this.stroke = null;
    this.finish(stroke);
  }
}
