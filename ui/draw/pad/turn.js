// @ts-check
// A drawing turned by quarters about the middle of its paper. On wide paper it is moved or made
// smaller where it would lie beyond the edge.

import { subscribe } from "../../parts/topics.js";
import { extentOf, FIT_MARGIN } from "./fit.js";

export function listenToTurns(sketchpad) {
  subscribe("turn", ({ quarters, source }) => {
    const { drawing, pen, replay } = sketchpad;
    if (source !== "drawing" || pen.down) return;
    replay.stop();
    // A clearing that brings the turned strokes along is one step to undo.
    const { visible, aspect } = drawing;
    drawing.add({ tool: "clear", strokes: turned(visible, aspect, quarters) });
    sketchpad.redraw();
  });
}

// Strokes turned clockwise.
export function turned(strokes, aspect, quarters) {
  const box = extentOf(strokes, aspect);
  if (!box) return strokes;
  const turn = ([x, y]) => {
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
    points: stroke.points.map((point) =>
      turn(point).map((away, axis) => centre[axis] + scale * (away - middle[axis])),
    ),
  }));
}
