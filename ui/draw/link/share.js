// @ts-check
// A button that copies a link to the drawing; pictures have no link.

import { say, t } from "../../languages/messages.js";
import { publish, subscribe } from "../../parts/topics.js";

const COPIED_FOR = 3000; // milliseconds that the button says so

/** @param {Mounted} part */
export function mount({ element }) {
  const button = element.querySelector("button");
  button.addEventListener("click", () => publish("copy-link"));
  /** @type {number} */
  let back;
  subscribe("link-copied", () => {
    clearTimeout(back);
    say(button, t("copied"));
    back = setTimeout(() => say(button, t("copy_link")), COPIED_FOR);
  });
  subscribe("shown", ({ value, digit }) => {
    button.disabled = value.source !== "drawing" || !digit.input;
  });
}
