// @ts-check
// Strokes from elsewhere on the page, drawn as if by hand.

export class Replay {
  stroke = null; // the one that grows
  frame = null;

  // `draw(stroke)` hears of a stroke as it grows, `finish(stroke)` once it is whole.
  constructor({ draw, finish }) {
    Object.assign(this, { draw, finish });
  }

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

  // What is drawn by then stays.
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
