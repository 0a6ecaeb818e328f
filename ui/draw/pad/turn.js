// @ts-check
// Turns the drawing by quarters, and moves or scales it where it would not fit on the paper then.

import { subscribe } from "../../parts/topics.js";
/** @import { Drawing } from "./drawing.js" */
import { extentOf, FIT_MARGIN } from "./fit.js";
/** @import { Pen } from "./pen.js" */
/** @import { Replay } from "./replay.js" */

/** @param {{ drawing: Drawing, pen: Pen, replay: Replay, redraw: () => void }} sketchpad */
export function listenToTurns(sketchpad) {
  subscribe("turn", ({ quarters, source }) => {
    const { drawing, pen, replay } = sketchpad;
    if (source !== "drawing" || pen.down) return;
    replay.stop();
    // A clearing that leaves the turned strokes on the paper is undone in one step.
    const { visible, aspect } = drawing;
    drawing.add({ tool: "clear", strokes: turned(visible, aspect, quarters) });
    sketchpad.redraw();
  });
}

// Strokes turned clockwise.
/**
 * @param {Stroke[]} strokes
 * @param {number} aspect
 * @param {number} quarters
 * @returns {Stroke[]}
 */
export function turned(strokes, aspect, quarters) {
  const box = extentOf(strokes, aspect);
  if (!box) return strokes;
  /** @type {(point: Point) => Point} */
  const turn = ([x, y]) => {
    /** @type {Point} */
    let away = [x - aspect / 2, y - 0.5]; // from the middle of the paper
    for (let quarter = 0; quarter < quarters; quarter++) away = [-away[1], away[0]];
    return away;
  };
  const [one, other] = [turn([box.left, box.top]), turn([box.right, box.bottom])];
  const size = [0, 1].map((axis) => Math.abs(one[axis] - other[axis]));
  const middle = [0, 1].map((axis) => (one[axis] + other[axis]) / 2);
  const paper = [aspect, 1];
  const fits = size.every((side, axis) => side <= paper[axis]);
  const scale = fits ? 1 : Math.min(...size.map((side, i) => (paper[i] - 2 * FIT_MARGIN) / side));
  const centre = middle.map((place, axis) => {
    const room = (paper[axis] - scale * size[axis]) / 2;
    return paper[axis] / 2 + Math.max(-room, Math.min(room, place));
  });
  return strokes.map((stroke) => ({
    ...stroke,
    width: scale * stroke.width,
    points: stroke.points.map((point) => {
      const [x, y] = turn(point);
      return [centre[0] + scale * (x - middle[0]), centre[1] + scale * (y - middle[1])];
    }),
  }));
}
