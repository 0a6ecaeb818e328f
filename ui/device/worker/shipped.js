// @ts-check
// The shipped networks, and the readers that use them.

import { fromHalf } from "../half.js";
import { Network } from "../network.js";
import { Judge, Judges } from "./judge.js";
import { Reader } from "./reader.js";

/** @import { Judging } from "./judge.js" */

/**
 * @typedef {object} Own a visitor's network, or nothing for the shipped one
 * @property {Judging} [network]
 * @property {Uint8Array} [weights] in float16, of the layers that are its own
 * @property {number} [shared] weights before those, which are the shipped network's
 */

export class Shipped {
  // The file is the length of its description, that, and the weights (device/networks.py).
  /** @param {ArrayBuffer} file */
  constructor(file) {
    const length = new DataView(file).getUint32(0, true);
    const text = new TextDecoder().decode(new Uint8Array(file, 4, length));
    const { first, second, rows } = JSON.parse(text);
    let at = 4 + length;
    /** @param {number} count */
    const next = (count) => {
      at += 2 * count;
      return new Uint8Array(file, at - 2 * count, 2 * count);
    };
    this.halves = next(first.weights);
    this.first = new Judge(first, fromHalf(this.halves));
    this.second = new Judge(second, fromHalf(next(second.weights)));
    this.rows = new Network(rows, fromHalf(next(rows.weights)));
  }

  /** @param {Own} own */
  reader({ network, weights, shared }) {
    let { first } = this;
    if (network) {
      const all = new Uint8Array(2 * shared + weights.length);
      all.set(this.halves.subarray(0, 2 * shared));
      all.set(weights, 2 * shared);
      first = new Judge(network, fromHalf(all));
    }
    return new Reader(new Judges(first, this.second), this.rows);
  }
}
