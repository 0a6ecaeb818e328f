// @ts-check
// The pictures of the way of a drawing to the network, as in model/digits/page.py, small enough to be shown.

import { averaged } from "./resize.js";
import { toGrey } from "./rounding.js";

/** @import { Ink } from "./resize.js" */
/** @import { Drawing, Part } from "./part.js" */
/** @typedef {{ pixels: Uint8ClampedArray<ArrayBuffer>, width: number, height: number }} Picture red, green, blue, opacity */

const LONGEST = 168; // px of a side
const WHITE = [255, 255, 255];
const BLUE = [90, 120, 255]; // the box of a candidate that is no digit

/**
 * @param {Drawing} drawing
 * @param {Part} part
 * @param {ReturnType<Part["normalised"]>} way
 * @param {boolean} isDigit
 * @returns {Picture[]}
 */
export function stepsOf({ ink, width, height }, { bounds }, { strokes, small, input }, isDigit) {
  const drawn = shrunk({ values: Float32Array.from(ink, (level) => level / 255), width, height });
  const paper = { ...drawn, values: drawn.values.map((one) => 1 - one) };
  const dark = { ...drawn, values: drawn.values.map((one) => one / 2) };
  const seen = { values: Float32Array.from(input, (level) => level / 255), width: 28, height: 28 };
  const marked = painted(dark);
  mark(marked, bounds, drawn.width / width, isDigit ? WHITE : BLUE);
  return [painted(paper), painted(drawn), marked, ...[shrunk(strokes), small, seen].map(painted)];
}

/** @type {(ink: Ink) => Ink} */
function shrunk(ink) {
  const scale = LONGEST / Math.max(ink.width, ink.height);
  if (scale >= 1) return ink;
  const sides = [ink.width, ink.height].map((side) => Math.max(1, Math.round(scale * side)));
  return averaged(ink, sides[0], sides[1]);
}

/** @type {(ink: Ink) => Picture} */
function painted({ values, width, height }) {
  const pixels = new Uint8ClampedArray(4 * values.length).fill(255);
  for (let i = 0; i < values.length; i++) pixels.fill(toGrey(values[i]), 4 * i, 4 * i + 3);
  return { pixels, width, height };
}

// Draw a box, given in pixels of the drawing.
/** @type {(picture: Picture, box: Box, scale: number, colour: number[]) => void} */
function mark({ pixels, width }, box, scale, colour) {
  const [left, top, right, bottom] = [box.left, box.top, box.right - 1, box.bottom - 1].map(
    (edge) => Math.floor(edge * scale),
  );
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const isEdge = x === left || x === right || y === top || y === bottom;
      if (isEdge) pixels.set(colour, 4 * (y * width + x));
    }
  }
}
