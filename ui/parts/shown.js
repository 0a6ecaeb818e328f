// @ts-check
// A part that shows one field of a topic's detail.

import { say } from "../languages/messages.js";
import { subscribe } from "./topics.js";

/** @param {Json} props */
export function showPublished(props) {
  /** @type {{ topic: "about" | "training" | "validation", field: string }} */
  const { topic, field } = props;
  subscribe(topic, (detail) => {
    if (field in detail) props.value = /** @type {Record<string, Json>} */ (detail)[field];
  });
}

/** @param {Mounted} part */
export function mount({ props }) {
  showPublished(props);
}

// The HTML of a message that screen readers read at once.
/** @param {Words} message */
export function alertOf(message) {
  const paragraph = document.createElement("p");
  say(paragraph, message);
  paragraph.role = "alert";
  return paragraph.outerHTML;
}
