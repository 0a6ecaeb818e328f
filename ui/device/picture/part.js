// @ts-check
// A drawing that is one connected part. The counterpart of model/picture/part.py and parts.py.

import {
  centre,
  cropped,
  DIGIT_SIDE,
  margin,
  SIDE,
  shift,
  shrink,
  tightBox,
} from "./mnist_format.js";
import { newInk } from "./resize.js";
import { roundEven } from "./rounding.js";
import { thickenHairlines } from "./strokes.js";

/** @import { Ink } from "./resize.js" */
/** @typedef {{ ink: Uint8Array, width: number, height: number }} Drawing its ink in levels 0..255, by rows */

const INKED = 76; // of 255: a darker pixel is part of a stroke
const DARK = 127; // of 255: a stroke is darker than this somewhere
const RIM = 0.015; // of a part's longer side: how far the soft edges of its strokes reach

// The connected ink of a drawing: "blank" where there is none, and "several" where there are several parts.
/**
 * @param {Drawing} drawing
 * @returns {"blank" | "several" | Part}
 */
export function onlyPart(drawing) {
  const { ink } = drawing;
  const first = ink.findIndex((level) => level > INKED);
  if (first < 0) return "blank";
  const part = filled(drawing, first);
  let inked = 0;
  for (let i = first; i < ink.length; i++) if (ink[i] > INKED) inked += 1;
  if (inked > part.count) return "several";
  return part.isDark ? new Part(drawing, part) : "blank";
}

/** @typedef {{ mask: Uint8Array, count: number, box: Box, isDark: boolean }} Filled */

// The inked pixels that are connected with one of them, also by their corners.
/**
 * @param {Drawing} drawing
 * @param {number} first
 * @returns {Filled}
 */
function filled({ ink, width, height }, first) {
  const mask = new Uint8Array(ink.length);
  const found = new Int32Array(ink.length);
  let [left, right, top, bottom] = [width, 0, height, 0];
  let isDark = false;
  let count = 1;
  mask[first] = 1;
  found[0] = first;
  for (let next = 0; next < count; next++) {
    const pixel = found[next];
    const x = pixel % width;
    const y = (pixel - x) / width;
    if (x < left) left = x;
    if (x >= right) right = x + 1;
    if (y < top) top = y;
    if (y >= bottom) bottom = y + 1;
    if (ink[pixel] > DARK) isDark = true;
    const [lastRow, lastColumn] = [Math.min(height - 1, y + 1), Math.min(width - 1, x + 1)];
    for (let row = Math.max(0, y - 1); row <= lastRow; row++) {
      for (let column = Math.max(0, x - 1); column <= lastColumn; column++) {
        const other = row * width + column;
        if (mask[other] || ink[other] <= INKED) continue;
        mask[other] = 1;
        found[count++] = other;
      }
    }
  }
  return { mask, count, box: { left, top, right, bottom }, isDark };
}

export class Part {
  /**
   * @param {Drawing} drawing
   * @param {Filled} filled
   */
  constructor(drawing, { mask, box }) {
    this.drawing = drawing;
    this.mask = mask;
    this.bounds = box; // of its mask
    this.width = box.right - box.left;
    this.height = box.bottom - box.top;
    this.cutOut();
  }

  // Its box and ink, with the soft edges of its strokes.
  cutOut() {
    const { drawing, mask, bounds } = this;
    const reach = Math.max(1, roundEven(RIM * Math.max(this.width, this.height)));
    const place = {
      left: Math.max(0, bounds.left - reach),
      top: Math.max(0, bounds.top - reach),
      right: Math.min(drawing.width, bounds.right + reach),
      bottom: Math.min(drawing.height, bounds.bottom + reach),
    };
    const own = newInk(place.right - place.left, place.bottom - place.top);
    const near = reached(mask, drawing.width, place, reach);
    for (let y = 0; y < own.height; y++) {
      for (let x = 0; x < own.width; x++) {
        const i = y * own.width + x;
        const level = drawing.ink[(place.top + y) * drawing.width + place.left + x];
        if (near[i]) own.values[i] = level / 255;
      }
    }
    const box = tightBox(own);
    this.ink = cropped(own, box);
    this.box = {
      left: place.left + box.left,
      top: place.top + box.top,
      right: place.left + box.right,
      bottom: place.top + box.bottom,
    };
  }

  // The way of its ink to the 784 levels that the network sees.
  normalised() {
    const strokes = thickenHairlines(this.ink);
    const small = shrink(strokes);
    return { strokes, small, input: centre(small), frame: this.frame(strokes, small) };
  }

  // Where the edges of the 28×28 lie in the drawing (model/digits/page.py).
  /** @type {(strokes: Ink, small: Ink) => Box} */
  frame(strokes, small) {
    const { left, top, right, bottom } = this.box;
    const { width, height } = tightBox(strokes);
    const side = Math.max(width, height, 1);
    const scale = Math.max(right - left, bottom - top) / side; // hairlines were widened on a larger copy
    const pixel = side / DIGIT_SIDE;
    const { row, column } = shift(small);
    const x = left - (margin(width, side) + column * pixel) * scale;
    const y = top - (margin(height, side) + row * pixel) * scale;
    return {
      left: x,
      top: y,
      right: x + SIDE * pixel * scale,
      bottom: y + SIDE * pixel * scale,
    };
  }
}

// Which pixels of a place lie within `reach` rows and columns of the mask.
/** @type {(mask: Uint8Array, across: number, place: Box, reach: number) => Uint8Array} */
function reached(mask, across, { left, top, right, bottom }, reach) {
  const [width, height] = [right - left, bottom - top];
  const rows = new Uint8Array(width * height); // within reach to the left or right
  const near = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0, until = 0; x < width; x++) {
      if (!mask[(top + y) * across + left + x]) continue;
      const stop = Math.min(width, x + reach + 1);
      rows.fill(1, y * width + Math.max(until, x - reach), y * width + stop);
      until = stop;
    }
  }
  for (let y = 0; y < height; y++) {
    const last = Math.min(height - 1, y + reach);
    for (let other = Math.max(0, y - reach); other <= last; other++) {
      for (let x = 0; x < width; x++) near[y * width + x] |= rows[other * width + x];
    }
  }
  return near;
}
