// @ts-check
// The pictures of the way of a drawing to the network, as in model/digits/page.py.

import { DIGIT_SIDE, SIDE } from "./mnist_format.js";
import { toGrey } from "./rounding.js";

/** @import { Ink } from "./resize.js" */
/** @import { Drawing, Part } from "./part.js" */
/** @typedef {{ levels: Uint8Array, width: number, channels: number }} Picture */

const WHITE = [255, 255, 255];
const BLUE = [90, 120, 255]; // the box of a candidate that is no digit

/**
 * @param {Drawing} drawing
 * @param {Part} part
 * @param {ReturnType<Part["normalised"]>} way
 * @param {boolean} isDigit
 * @returns {Picture[]}
 */
export function stepsOf({ ink, width, height }, part, { strokes, small, input }, isDigit) {
  const paper = ink.map((level) => 255 - level);
  return [
    { levels: paper, width, channels: 1 },
    { levels: ink, width, channels: 1 },
    { levels: marked(ink, width, height, part.bounds, isDigit), width, channels: 3 },
    { levels: grey(strokes), width: strokes.width, channels: 1 },
    { levels: grey(small), width: DIGIT_SIDE, channels: 1 },
    { levels: input, width: SIDE, channels: 1 },
  ];
}

/** @param {Ink} ink */
const grey = ({ values }) => Uint8Array.from(values, toGrey);

// The ink, darker, with a box around the part.
/** @type {(ink: Uint8Array, width: number, height: number, box: Box, isDigit: boolean) => Uint8Array} */
function marked(ink, width, height, { left, top, right, bottom }, isDigit) {
  const levels = new Uint8Array(3 * ink.length);
  for (let i = 0; i < levels.length; i++) levels[i] = ink[Math.floor(i / 3)] / 2;
  const half = Math.max(1, Math.round(Math.max(width, height) / 160)) / 2;
  /** @type {(value: number, edges: number[]) => boolean} */
  const isNear = (value, edges) => edges.some((edge) => Math.abs(value - edge) <= half);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isInside = x >= left - half && x < right + half && y >= top - half && y < bottom + half;
      if (!isInside || !(isNear(x, [left, right - 1]) || isNear(y, [top, bottom - 1]))) continue;
      levels.set(isDigit ? WHITE : BLUE, 3 * (y * width + x));
    }
  }
  return levels;
}
