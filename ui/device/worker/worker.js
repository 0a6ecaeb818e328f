// @ts-check
// A worker that reads drawings. It gets the shipped networks once, and then another first network at any time.

import { fromHalf } from "../half.js";
import { Network } from "../network.js";
import { stepsOf } from "../picture/steps.js";
import { Judge, Judges } from "./judge.js";
import { Reader } from "./reader.js";

/** @import { Judging } from "./judge.js" */
/** @import { Turn } from "./reader.js" */

/**
 * @typedef {object} Asked
 * @property {number} id
 * @property {ArrayBuffer} pixels of a canvas: red, green, blue and opacity
 * @property {number} width
 * @property {number} height
 * @property {boolean} inside whether to answer with the steps
 * @property {boolean} isPenDown then no turn is looked for
 */
/**
 * @typedef {object} Facts about a drawing that is one part
 * @property {"digit" | "blank" | "server"} kind of what else is undefined; "server" where only that can read it
 * @property {Float32Array} probabilities
 * @property {Uint8Array} input
 * @property {string | null} reason why there is no label; null if there is one
 * @property {{ probabilities: Float32Array, isRefused: boolean }} second
 * @property {Box} box in px
 * @property {Box} frame in px
 * @property {{ width: number, height: number }} size of the drawing in px
 * @property {import("../picture/steps.js").Picture[]} steps
 */
/**
 * @typedef {object} Told what the worker sends
 * @property {number} id of the question
 * @property {{ input: Uint8Array, probabilities: Float32Array }} [early]
 * @property {Facts} [facts]
 * @property {Turn | "server" | null} [turn]
 */
/** @typedef {{ network?: Judging, weights?: Uint8Array, shared?: number }} Own a visitor's network, or the shipped one */

/** @type {{ first: Judge, second: Judge, rows: Network, halves: Uint8Array } | null} */
let shipped = null;
/** @type {Reader | null} */
let reader = null;

addEventListener("message", ({ data }) => {
  if (data.file) load(data.file);
  else if (data.own) use(data.own);
  else answer(data);
});

// The file of the shipped networks (device/networks.py): the length of its description, that, and the weights.
/** @param {ArrayBuffer} file */
function load(file) {
  const length = new DataView(file).getUint32(0, true);
  const { first, second, rows } = JSON.parse(
    new TextDecoder().decode(new Uint8Array(file, 4, length)),
  );
  let at = 4 + length;
  /** @param {number} count */
  const next = (count) => {
    at += 2 * count;
    return fromHalf(new Uint8Array(file, at - 2 * count, 2 * count));
  };
  const halves = new Uint8Array(file, at, 2 * first.weights);
  shipped = {
    halves,
    first: new Judge(first, next(first.weights)),
    second: new Judge(second, next(second.weights)),
    rows: new Network(rows, next(rows.weights)),
  };
  use({});
}

// Answer with a visitor's network, which may share its first `shared` weights with the shipped one.
/** @param {Own} own */
function use({ network, weights, shared }) {
  let { first } = shipped;
  if (weights) {
    const all = new Uint8Array(2 * shared + weights.length);
    all.set(shipped.halves.subarray(0, 2 * shared));
    all.set(weights, 2 * shared);
    first = new Judge(network, fromHalf(all));
  }
  reader = new Reader(new Judges(first, shipped.second), shipped.rows);
}

// Send the first network's answer, then the facts about the answer, and then the turn.
/** @param {Asked} asked */
function answer({ id, pixels, width, height, inside, isPenDown }) {
  const drawing = { ink: inkOf(new Uint8ClampedArray(pixels)), width, height };
  const found = reader.read(drawing, (input, probabilities) => {
    postMessage({ id, early: { input, probabilities } });
  });
  if (typeof found === "string") return postMessage({ id, facts: { kind: found } });
  const { part, way, judgement, reason } = found;
  const facts = {
    kind: "digit",
    probabilities: judgement.probabilities,
    input: way.input,
    reason,
    second: reader.opinion(way.input),
    box: part.box,
    frame: way.frame,
    size: { width, height },
    steps: inside ? stepsOf(drawing, part, way, reason === null) : [],
  };
  postMessage({ id, facts });
  if (reason && !isPenDown) postMessage({ id, turn: reader.turn(drawing) });
}

// The ink of a drawing in black on white.
/** @param {Uint8ClampedArray} pixels */
function inkOf(pixels) {
  const ink = new Uint8Array(pixels.length / 4);
  for (let i = 0; i < ink.length; i++) ink[i] = 255 - pixels[4 * i];
  return ink;
}
