// @ts-check
// The table of a unit's numbers.

import { say, t } from "../../languages/messages.js";

const TINY = 0.0005; // smaller numbers would be shown as 0

/** @import { Trace } from "./trace.js" */

/** @type {(index: number, shape: number[]) => Words} */
function placeName(index, shape) {
  if (shape.length < 2) return t("unit_trace_from", { index });
  const [high, wide] = shape.slice(-2);
  const row = Math.floor(index / wide) % high;
  const column = index % wide;
  if (shape.length < 3 || shape[0] === 1) return t("unit_trace_pixel", { row, column });
  const map = Math.floor(index / (high * wide));
  return t("unit_trace_map", { map, row, column });
}

// A product: where its input comes from, and its numbers.
/** @type {(index: number, shape: number[], numbers: number[]) => HTMLTableRowElement} */
export function term(index, shape, numbers) {
  const row = document.createElement("tr");
  const name = document.createElement("th");
  say(name, placeName(index, shape));
  row.append(name, ...numbers.map(cell));
  row.dataset.index = String(index);
  return row;
}

// A number below the products.
/** @type {(name: string, words: Words, value: number) => HTMLTableRowElement} */
export function line(name, words, value) {
  const row = document.createElement("tr");
  const head = document.createElement("th");
  head.colSpan = 3;
  say(head, words);
  row.className = name;
  row.append(head, cell(value));
  return row;
}

/** @param {Trace} trace */
export function outputName({ activation }) {
  return activation === "softmax"
    ? t("unit_trace_softmax")
    : t("unit_trace_after", { activation: activation || "ReLU" });
}

/** @param {number} value */
function cell(value) {
  const element = document.createElement("td");
  element.textContent = shown(value);
  element.dataset.value = String(value);
  return element;
}

/** @param {number} value */
export function shown(value) {
  const size = Math.abs(value);
  const text = size !== 0 && size < TINY ? value.toExponential(1) : value.toFixed(3);
  return text.replace(/-/g, "−");
}
