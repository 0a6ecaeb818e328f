// Gradio reloads the page by itself when a lost connection is back; the drawing outlives that.

import { keptByTab } from "../../parts/storage.js";

const STORAGE_KEY = "digitpad-drawing";

export function storeOnLeave(drawing) {
  addEventListener("pagehide", () => {
    const { aspect, fitted, strokes, current } = drawing;
    const stored = { aspect, fitted, strokes: current ? [...strokes, current] : strokes };
    keptByTab.set(STORAGE_KEY, JSON.stringify(stored));
  });
}

// What was drawn before a reload, or nothing; it is given out once.
export function takeStored() {
  const [visit] = performance.getEntriesByType("navigation");
  const stored = visit?.type === "reload" && JSON.parse(keptByTab.get(STORAGE_KEY));
  keptByTab.set(STORAGE_KEY, "null");
  return stored || {};
}
