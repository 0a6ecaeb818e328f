// @ts-check
// The way back to the pad, which is for digits.

import { publish } from "../parts/topics.js";

export function mount({ element, props }) {
  element.querySelector("button").addEventListener("click", () => {
    publish("dataset-chosen", { dataset: props.dataset });
  });
}
