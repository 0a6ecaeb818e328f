// @ts-check
// Example digits: a click draws one on the sketchpad.

import { publish } from "../../parts/topics.js";

/** @param {Mounted} part */
export function mount({ element }) {
  element.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button) publish("strokes", { strokes: JSON.parse(button.dataset.strokes) });
  });
}
