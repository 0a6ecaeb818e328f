// @ts-check
// Digits to try: a click has one drawn on the sketchpad.

import { publish } from "../../parts/topics.js";

export function mount({ element }) {
  element.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button) publish("strokes", { strokes: JSON.parse(button.dataset.strokes) });
  });
}
