// @ts-check
// A button that leads back to the pad, which is for digits only.

import { publish } from "../parts/topics.js";

/** @param {Mounted} part */
export function mount({ element, props }) {
  element.querySelector("button").addEventListener("click", () => {
    publish("dataset-chosen", { dataset: props.dataset });
  });
}
