// @ts-check
// Calibrated probabilities, and how little an input looks like any class. The counterpart of Predictor.judge.

import { Network, softmax } from "../network.js";

/** @import { Description } from "../network.js" */

/**
 * @typedef {Description & { classes: number, knowsOutliers: boolean, temperature: number, threshold: number,
 *   usesSecond: boolean }} Judging of a network (device/networks.py)
 * @typedef {{ probabilities: Float32Array, outlier: number }} Judgement
 */

export class Judge {
  /**
   * @param {Judging} description
   * @param {Float32Array} weights
   */
  constructor(description, weights) {
    this.description = description;
    this.network = new Network(description, weights);
    this.threshold = description.threshold;
  }

  // By this network alone.
  /**
   * @param {Uint8Array} input
   * @returns {Judgement}
   */
  judge(input) {
    const { classes, knowsOutliers, temperature, threshold } = this.description;
    const logits = this.network.logits(input);
    const probabilities = softmax(logits.subarray(0, classes).map((logit) => logit / temperature));
    return { probabilities, outlier: knowsOutliers && threshold < 1 ? softmax(logits).at(-1) : 0 };
  }
}

// A judge, and the second one: the mean of both decides on refusal where the first uses it.
export class Judges {
  /** @type {Map<string, Judgement>} of the second network, by input */
  seconds = new Map();

  /**
   * @param {Judge} first
   * @param {Judge} second
   */
  constructor(first, second) {
    this.first = first;
    this.second = second;
  }

  // What the second one says alone; asked twice of an answer.
  /** @param {Uint8Array} input */
  opinion(input) {
    const name = String(input);
    const known = this.seconds.get(name) ?? this.second.judge(input);
    this.seconds.clear();
    this.seconds.set(name, known);
    return known;
  }

  // `first` is what the first one says alone.
  /**
   * @param {Uint8Array} input
   * @param {Judgement} first
   * @returns {Judgement}
   */
  both(input, first = this.first.judge(input)) {
    if (!this.first.description.usesSecond) return first;
    const { outlier } = this.opinion(input);
    return { ...first, outlier: (first.outlier + outlier) / 2 };
  }
}
