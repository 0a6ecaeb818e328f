// @ts-check
// The drawing outlives a reload, and a visit to another page after which the visitor goes back.

import { keptByTab } from "../../parts/storage.js";

const STORAGE_KEY = "digitpad-drawing";
const RETURNS = ["reload", "back_forward"]; // how a page may come back

export function storeOnLeave(drawing) {
  addEventListener("pagehide", () => {
    const { aspect, fitted, strokes, current } = drawing;
    const stored = { aspect, fitted, strokes: current ? [...strokes, current] : strokes };
    keptByTab.set(STORAGE_KEY, JSON.stringify(stored));
  });
}

// What was drawn before, or nothing; it is given out once.
export function takeStored() {
  const [visit] = performance.getEntriesByType("navigation");
  const stored = RETURNS.includes(visit?.type) && JSON.parse(keptByTab.get(STORAGE_KEY));
  keptByTab.set(STORAGE_KEY, "null");
  return stored || {};
}
