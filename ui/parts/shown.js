// A part that shows one field of what a topic's detail contains.

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

// A sentence as such a field, read out by a screen reader.
export function alertOf(sentence) {
  const paragraph = Object.assign(document.createElement("p"), { textContent: sentence });
  paragraph.role = "alert";
  return paragraph.outerHTML;
}
