// @ts-check
// A small pad: paper and pen, and nothing else.

import { Drawing } from "../../draw/pad/drawing.js";
import { Layers } from "../../draw/pad/layers.js";
import { Pen } from "../../draw/pad/pen.js";

const PICTURE_SIDE = 280; // px of the picture that is sent
const PEN_WIDTH = 0.08; // of the paper's height

export class Pad {
  drawing = new Drawing();

  /** @type {number | null} */
  frame = null;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {() => void} changed is called after every change
   */
  constructor(canvas, changed) {
    this.canvas = canvas;
    this.changed = changed;
    this.screen = new Layers(canvas);
    this.picture = new Layers(document.createElement("canvas"));
    new Pen(canvas, {
      begin: (point) => this.draw({ tool: "pen", width: PEN_WIDTH, points: [point] }),
      extend: (points) => {
        this.drawing.current.points.push(...points);
        this.frame ??= requestAnimationFrame(() => this.draw(this.drawing.current));
      },
      finish: () => this.finish(),
      discard: () => {
        this.drawing.discard();
        this.repaint();
      },
    });
    new ResizeObserver(() => this.repaint()).observe(canvas);
    this.repaint();
  }

  get blank() {
    return this.drawing.blank;
  }

  get revision() {
    return this.drawing.revision;
  }

  repaint() {
    const height = Math.round(this.canvas.clientHeight * devicePixelRatio) || PICTURE_SIDE;
    this.screen.repaint(height, 1, this.drawing.visible);
    this.picture.repaint(PICTURE_SIDE, 1, this.drawing.visible);
  }

  /** @param {Stroke | null} stroke */
  draw(stroke) {
    this.frame = null;
    if (!stroke) return; // finished before the frame
    this.drawing.current = stroke;
    this.screen.show(stroke);
    this.notify();
  }

  finish() {
    const stroke = this.drawing.current;
    this.drawing.current = null;
    this.drawing.add(stroke);
    this.screen.add(stroke);
    this.picture.add(stroke);
    this.notify();
  }

  clear() {
    if (this.drawing.current || !this.drawing.visible.length) return;
    this.drawing.strokes = [];
    this.repaint();
    this.notify();
  }

  notify() {
    this.drawing.revision += 1;
    this.canvas.dataset.revision = String(this.drawing.revision);
    this.changed();
  }

  toDataURL() {
    if (this.drawing.current) this.picture.show(this.drawing.current);
    return this.picture.toDataURL();
  }
}
