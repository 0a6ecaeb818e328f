// @ts-check
// The row network on one part of a drawing: the counterpart of model/digits/row.py.

import { averaged, interpolated, newInk } from "../picture/resize.js";
import { roundEven } from "../picture/rounding.js";

/** @import { Network } from "../network.js" */
/** @import { Part } from "../picture/part.js" */

const ROW_HEIGHT = 32; // px of the network's input …
const INK_HEIGHT = 26; // … and of the ink in it
const WIDEST = 4096; // px of the ink
const MARGIN = 8; // px of blank row before and after the ink
const COLUMN = 4; // px of a row for which the network has one output
export const NO_DIGIT = 10; // outputs after the ten digits: something else …
const BLANK = 11; // … and CTC's blank
const LABELS = 12;

export class Row {
  /**
   * @param {Part} part
   * @param {Network} network
   */
  constructor(part, network) {
    const { ink, box, bounds } = part;
    const scale = Math.min(INK_HEIGHT / ink.height, WIDEST / ink.width);
    const width = Math.max(1, roundEven(ink.width * scale));
    const height = Math.max(1, roundEven(ink.height * scale));
    const small = (scale < 1 ? averaged : interpolated)(ink, width, height);
    const row = newInk(Math.ceil((width + 2 * MARGIN) / COLUMN) * COLUMN, ROW_HEIGHT);
    const top = Math.floor((ROW_HEIGHT - height) / 2);
    for (let y = 0; y < height; y++) {
      const line = small.values.subarray(y * width, (y + 1) * width);
      row.values.set(line, (top + y) * row.width + MARGIN);
    }
    const logits = network.outputs(row.values, ROW_HEIGHT, row.width);
    /** @type {Float32Array[]} */
    this.logs = []; // of each column, the log-probabilities (12,)
    for (let at = 0; at < logits.length; at += LABELS) {
      this.logs.push(logSoftmax(logits.subarray(at, at + LABELS)));
    }
    /** @param {number} x */
    const column = (x) => {
      const found = roundEven((MARGIN + (x - box.left) * scale) / COLUMN);
      return Math.min(Math.max(0, found), this.logs.length);
    };
    this.span = this.logs.slice(column(bounds.left), column(bounds.right)); // of the part itself
  }

  // What is read, from left to right: the best path, without blanks and repeats.
  glyphs() {
    /** @type {number[]} */
    const found = [];
    let last = BLANK;
    for (const column of this.logs) {
      const label = column.indexOf(Math.max(...column));
      if (label !== last && label !== BLANK) found.push(label);
      last = label;
    }
    return found;
  }

  // CTC's log-likelihood of labels in the span (Graves et al. 2006).
  /** @param {number[]} labels */
  likelihood(labels) {
    if (!this.span.length) return labels.length < 2 ? 0 : -Infinity; // it has no opinion
    const states = [BLANK, ...labels.flatMap((label) => [label, BLANK])];
    let logs = states.map((label, i) => (i < 2 ? this.span[0][label] : -Infinity));
    for (const column of this.span.slice(1)) {
      logs = states.map((label, i) => {
        const ways = [logs[i], logs[i - 1]];
        if (label !== BLANK && label !== states[i - 2]) ways.push(logs[i - 2]);
        return logSum(ways.filter((way) => way !== undefined)) + column[label];
      });
    }
    return logSum(logs.slice(-2));
  }
}

/** @param {Float32Array} logits */
function logSoftmax(logits) {
  const total = logSum([...logits]);
  return logits.map((logit) => logit - total);
}

// The logarithm of a sum, from the logarithms of its terms.
/** @param {number[]} logs */
export function logSum(logs) {
  const greatest = Math.max(...logs);
  if (greatest === -Infinity) return greatest;
  return greatest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - greatest), 0));
}
