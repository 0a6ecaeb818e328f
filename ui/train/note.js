// @ts-check
// Which network reads, and a button back to the shipped one.

import { showPublished } from "../parts/shown.js";
import { publish } from "../parts/topics.js";

/** @param {Mounted} part */
export function mount({ element, props }) {
  showPublished(props);
  element.addEventListener("click", (event) => {
    if (event.target.closest(".back")) publish("network-reset");
  });
}
