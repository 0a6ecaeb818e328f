// @ts-check
// A part that shows one field of what a topic's detail contains.

import { say } from "../languages/messages.js";
import { subscribe } from "./topics.js";

export function showPublished(props) {
  const { topic, field } = props;
  subscribe(topic, (detail) => {
    if (field in detail) props.value = detail[field];
  });
}

export function mount({ props }) {
  showPublished(props);
}

// A message as such a field, read out by a screen reader.
export function alertOf(message) {
  const paragraph = document.createElement("p");
  say(paragraph, message);
  paragraph.role = "alert";
  return paragraph.outerHTML;
}
