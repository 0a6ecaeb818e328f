// @ts-check
// Strokes: their mean width, and hairlines widened. The counterpart of model/picture/mnist_format.py.

import { averaged, interpolated, newInk } from "./resize.js";
import { roundEven, toGrey } from "./rounding.js";

/** @import { Ink } from "./resize.js" */

const HAIRLINE = 0.055; // stroke width over digit size
const FINE_SIDE = 80; // px of the longer side at which strokes are measured, at least
const COARSE_SIDE = 400; // … and at most
const THICKENED = 0.095; // what a thinner stroke is widened to
const [STRAIGHT, DIAGONAL] = [0.955, 1.3693]; // lengths of a step (cv2.distanceTransform, DIST_L2, 3)

// The mean width in pixels of the strokes.
/** @param {Ink} ink */
export function strokeWidth({ values, width, height }) {
  const wide = width + 2; // with a row of paper around
  const distance = new Float32Array(wide * (height + 2));
  let count = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (values[y * width + x] <= 0.5) continue;
      distance[(y + 1) * wide + x + 1] = Infinity;
      count += 1;
    }
  }
  if (!count) return 0;
  spread(distance, wide, 1);
  spread(distance, wide, -1);
  let sum = 0;
  for (let i = 0; i < distance.length; i++) sum += distance[i];
  return Math.max(1, (4 * sum) / count - 2);
}

// One pass of Borgefors' distance transform (1986), forwards or backwards.
/** @type {(distance: Float32Array, wide: number, step: 1 | -1) => void} */
function spread(distance, wide, step) {
  const last = distance.length - wide - 1;
  const [start, before] = step > 0 ? [wide, -1] : [last, 1];
  for (let n = 0, i = start; n <= last - wide; n++, i += step) {
    if (distance[i] === 0) continue;
    const row = i + before * wide;
    const straight = Math.min(distance[i + before], distance[row]) + STRAIGHT;
    const diagonal = Math.min(distance[row - 1], distance[row + 1]) + DIAGONAL;
    distance[i] = Math.min(distance[i], straight, diagonal);
  }
}

// Widen strokes that would vanish at 20 px; others are returned unchanged.
/** @type {(ink: Ink) => Ink} */
export function thickenHairlines(ink) {
  const scale = Math.max(1, FINE_SIDE / Math.max(ink.width, ink.height));
  let fine = scale > 1 ? scaled(ink, scale, interpolated) : ink;
  let [side, width] = [Math.max(fine.width, fine.height), strokeWidth(fine)];
  if (width >= HAIRLINE * side) return ink;
  if (side > COARSE_SIDE) {
    const share = COARSE_SIDE / side;
    fine = scaled(fine, share, averaged);
    [side, width] = [Math.max(fine.width, fine.height), share * width];
  }
  const extra = Math.max(1, roundEven(THICKENED * side - width));
  return dilated(fine, extra);
}

/** @type {(ink: Ink, scale: number, resample: typeof averaged) => Ink} */
function scaled(ink, scale, resample) {
  return resample(ink, roundEven(ink.width * scale), roundEven(ink.height * scale), scale);
}

// The largest level within an ellipse of `extra` + 1 px around each pixel, with a rim of `extra` px.
/** @type {(ink: Ink, extra: number) => Ink} */
function dilated(ink, extra) {
  const [width, height] = [ink.width + 2 * extra, ink.height + 2 * extra];
  const widened = new Uint8Array(width * height);
  /** @type {Uint8Array} */
  let run = new Uint8Array(width * height); // the largest level within `reach` px to either side
  for (let y = 0; y < ink.height; y++) {
    for (let x = 0; x < ink.width; x++) {
      run[(y + extra) * width + x + extra] = toGrey(ink.values[y * ink.width + x]);
    }
  }
  const rows = ellipse(extra + 1);
  const most = (extra + 1) >> 1;
  for (let reach = 0; reach <= most; reach++) {
    // An ellipse of even width reaches one pixel less to the right.
    if (reach) run = spreadAcross(run, reach < most || extra % 2 === 0 ? 1 : 0);
    for (const { shift } of rows.filter((row) => row.reach === reach)) {
      const [from, to] = [Math.max(0, shift) * width, Math.max(0, -shift) * width];
      const count = width * (height - Math.abs(shift));
      for (let i = 0; i < count; i++) {
        if (run[from + i] > widened[to + i]) widened[to + i] = run[from + i];
      }
    }
  }
  const found = newInk(width, height);
  for (let i = 0; i < widened.length; i++) found.values[i] = widened[i] / 255;
  return found;
}

// The largest of each pixel, the one before it in its row, and the one `after` it; the rim keeps rows apart.
/** @type {(levels: Uint8Array, after: 0 | 1) => Uint8Array} */
function spreadAcross(levels, after) {
  const found = levels.slice();
  for (let i = 1; i < levels.length - 1; i++) {
    found[i] = Math.max(levels[i - 1], levels[i], levels[i + after]);
  }
  return found;
}

// The rows of cv2.getStructuringElement(MORPH_ELLIPSE): how far each lies below the middle, and reaches to each side.
/** @param {number} size */
function ellipse(size) {
  const middle = size >> 1;
  return Array.from({ length: size }, (_, row) => {
    const shift = row - middle;
    const share = Math.sqrt((middle ** 2 - shift ** 2) / middle ** 2);
    return { shift, reach: roundEven(middle * share) };
  });
}
