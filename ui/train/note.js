// @ts-check
// Which network reads; one button leads back to the shipped one.

import { showPublished } from "../parts/shown.js";
import { publish } from "../parts/topics.js";

export function mount({ element, props }) {
  showPublished(props);
  element.addEventListener("click", (event) => {
    if (event.target.closest(".back")) publish("network-reset");
  });
}
