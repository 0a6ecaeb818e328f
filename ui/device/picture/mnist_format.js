// @ts-check
// Ink → 20×20 → 28×28, centred on its mass. The counterpart of model/picture/mnist_format.py.

import { averaged, interpolated, newInk } from "./resize.js";
import { roundEven, toGrey } from "./rounding.js";

/** @import { Ink } from "./resize.js" */

export const SIDE = 28; // px of the network's input
export const DIGIT_SIDE = 20; // px of the digit's longer side within it
const CENTRE = 14; // px, where the centre of mass lies
const ROUNDING = 1e-4; // px, so that the centre of symmetric ink lies where it should
const RIM_LEVEL = 0.06; // the anti-aliased rim of a stroke

// The box of all ink, without limits where there is none.
/** @param {Ink} ink */
export function tightBox({ values, width, height }) {
  let [left, top, right, bottom] = [width, height, 0, 0]; // the last two are exclusive
  for (let y = 0; y < height; y++) {
    const row = values.subarray(y * width, (y + 1) * width);
    const first = row.findIndex(isInk);
    if (first < 0) continue;
    left = Math.min(left, first);
    right = Math.max(right, row.findLastIndex(isInk) + 1);
    top = Math.min(top, y);
    bottom = y + 1;
  }
  return { left, top, right, bottom, width: right - left, height: bottom - top };
}

/** @param {number} ink */
const isInk = (ink) => ink > RIM_LEVEL;

/** @type {(ink: Ink, box: Box) => Ink} */
export function cropped({ values, width }, { left, top, right, bottom }) {
  const part = newInk(right - left, bottom - top);
  for (let y = 0; y < part.height; y++) {
    const start = (top + y) * width + left;
    part.values.set(values.subarray(start, start + part.width), y * part.width);
  }
  return part;
}

// A tight map of ink as 20×20, its longer side filled, its shape kept.
/** @type {(ink: Ink) => Ink} */
export function shrink(ink) {
  const box = tightBox(ink);
  const side = Math.max(box.width, box.height, 1);
  const square = newInk(side, side);
  const [x, y] = [margin(box.width, side), margin(box.height, side)];
  for (let row = 0; row < box.height; row++) {
    const start = (box.top + row) * ink.width + box.left;
    square.values.set(ink.values.subarray(start, start + box.width), (y + row) * side + x);
  }
  const resample = side >= DIGIT_SIDE ? averaged : interpolated;
  return resample(square, DIGIT_SIDE, DIGIT_SIDE);
}

// Px before a centred length: whole pixels of the shrunk picture keep its edges sharp.
/** @type {(length: number, side: number) => number} */
export function margin(length, side) {
  const pixel = side / DIGIT_SIDE;
  return Math.min(side - length, roundEven(roundEven((side - length) / 2 / pixel) * pixel));
}

// 20×20 ink as the 784 levels of the network's input.
/** @param {Ink} small */
export function centre(small) {
  const levels = new Uint8Array(SIDE * SIDE);
  const { row, column } = shift(small);
  for (let i = 0; i < small.values.length; i++) {
    const [y, x] = [Math.floor(i / DIGIT_SIDE) + row, (i % DIGIT_SIDE) + column];
    levels[y * SIDE + x] = toGrey(small.values[i]);
  }
  return levels;
}

// Rows and columns from the corner of the 28×28 to that of the 20×20, by its centre of mass.
/** @param {Ink} small */
export function shift({ values }) {
  let [total, down, across] = [0, 0, 0];
  values.forEach((ink, i) => {
    total += ink;
    down += ink * Math.floor(i / DIGIT_SIDE);
    across += ink * (i % DIGIT_SIDE);
  });
  /** @param {number} moment */
  const place = (moment) => {
    const corner = Math.floor(CENTRE + 0.5 - moment / Math.max(total, 1e-6) + ROUNDING);
    return Math.min(Math.max(0, corner), SIDE - DIGIT_SIDE);
  };
  return { row: place(down), column: place(across) };
}
