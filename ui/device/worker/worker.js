// @ts-check
// A worker that reads drawings. It gets the shipped networks once, and then another first network at any time.

import { stepsOf } from "../picture/steps.js";
import { Shipped } from "./shipped.js";

/** @import { Reader, Turn } from "./reader.js" */

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

/** @type {Shipped} */
let shipped;
/** @type {Reader} */
let reader;

addEventListener("message", ({ data }) => {
  if (data.file) shipped = new Shipped(data.file);
  else if (data.own) reader = shipped.reader(data.own);
  else answer(data);
});

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
