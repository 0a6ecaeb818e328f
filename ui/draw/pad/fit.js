// @ts-check
// Moves or scales a drawing that would not fit on narrower paper, and restores it with the wide paper.

import { t } from "../../languages/messages.js";

/** @typedef {{ scale: number, left: number, top: number }} Placing x becomes scale * x + left */

export const FIT_MARGIN = 0.04; // of the paper's height, around what was made smaller
const CUT_ALLOWED = 0.02; // of the paper's height that may be cut off a line without a loss

// Change the paper's width over height; returns a message where this changed the drawing.
/**
 * @param {import("./drawing.js").Drawing} drawing
 * @param {number} aspect
 * @returns {Message | undefined}
 */
export function reshape(drawing, aspect) {
  const narrower = aspect < drawing.aspect;
  const extent = extentOf([...drawing.visible, drawing.current], Math.max(aspect, drawing.aspect));
  drawing.aspect = aspect;
  if (narrower && extent && extent.right > aspect + CUT_ALLOWED) {
    drawing.fitted = placing(extent, aspect);
    move(drawing, drawing.fitted);
    return drawing.fitted.scale < 1 ? t("made_smaller") : t("moved_to_fit");
  }
  if (!narrower && drawing.fitted) {
    const back = inverse(drawing.fitted);
    if (!extent || isInside(moved(extent, back), aspect)) move(drawing, back);
    drawing.fitted = null;
  }
}

// The box of all ink on paper of that aspect; null where there is none.
/**
 * @param {Stroke[]} strokes
 * @param {number} aspect
 * @returns {Box | null}
 */
export function extentOf(strokes, aspect) {
  const boxes = strokes.flatMap((stroke) =>
    stroke?.tool === "pen" ? stroke.points.map((point) => [...point, stroke.width / 2]) : [],
  );
  if (!boxes.length) return null;
  /** @type {(from: typeof Math.min, axis: number, sign: number) => number} */
  const reach = (from, axis, sign) => from(...boxes.map((box) => box[axis] + sign * box[2]));
  return {
    left: Math.max(0, reach(Math.min, 0, -1)),
    top: Math.max(0, reach(Math.min, 1, -1)),
    right: Math.min(aspect, reach(Math.max, 0, 1)),
    bottom: Math.min(1, reach(Math.max, 1, 1)),
  };
}

// Moves a box to the right edge of the paper, scaled about the middle of its height.
/** @type {(box: Box, aspect: number) => Placing} */
function placing({ left, right }, aspect) {
  const scale = Math.min(1, (aspect - 2 * FIT_MARGIN) / (right - left));
  return { scale, left: aspect - FIT_MARGIN - scale * right, top: (1 - scale) / 2 };
}

/** @type {(placing: Placing) => Placing} */
const inverse = ({ scale, left, top }) => ({
  scale: 1 / scale,
  left: -left / scale,
  top: -top / scale,
});

/** @type {(box: Box, placing: Placing) => Box} */
const moved = (box, { scale, left, top }) => ({
  left: scale * box.left + left,
  top: scale * box.top + top,
  right: scale * box.right + left,
  bottom: scale * box.bottom + top,
});

/** @type {(box: Box, aspect: number) => boolean} */
function isInside({ left, top, right, bottom }, aspect) {
  return (
    left > -CUT_ALLOWED &&
    top > -CUT_ALLOWED &&
    right < aspect + CUT_ALLOWED &&
    bottom < 1 + CUT_ALLOWED
  );
}

// Moves undone strokes too, so that redo puts them in the right place.
/**
 * @param {import("./drawing.js").Drawing} drawing
 * @param {Placing} placing
 */
function move({ strokes, undone, current }, { scale, left, top }) {
  const all = [...strokes, ...undone, current];
  for (const stroke of new Set(all.flatMap((one) => [one, ...(one?.strokes ?? [])]))) {
    if (!stroke?.points) continue;
    stroke.width *= scale;
    stroke.points = stroke.points.map(([x, y]) => [scale * x + left, scale * y + top]);
  }
}
