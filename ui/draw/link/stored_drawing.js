// @ts-check
// Keeps the drawing over a reload, and while the visitor is on another page.

import { keptByTab } from "../../parts/storage.js";

const STORAGE_KEY = "digitpad-drawing";
const RETURNS = ["reload", "back_forward"]; // types of a visit to which the drawing returns

/** @param {import("../pad/drawing.js").Drawing} drawing */
export function storeOnLeave(drawing) {
  addEventListener("pagehide", () => {
    const { aspect, fitted, strokes, current } = drawing;
    const stored = { aspect, fitted, strokes: current ? [...strokes, current] : strokes };
    keptByTab.set(STORAGE_KEY, JSON.stringify(stored));
  });
}

// What was drawn before, if anything; only the first call returns it.
/** @returns {{ strokes?: Stroke[], aspect?: number, fitted?: import("../pad/fit.js").Placing }} */
export function takeStored() {
  const [visit] = /** @type {PerformanceNavigationTiming[]} */ (
    performance.getEntriesByType("navigation")
  );
  const stored = RETURNS.includes(visit?.type) && JSON.parse(keptByTab.get(STORAGE_KEY));
  keptByTab.set(STORAGE_KEY, "null");
  return stored || {};
}
