// @ts-check
// A button that has the pad copy a link to what is drawn; there is none to a picture.

import { say, t } from "../../languages/messages.js";
import { publish, subscribe } from "../../parts/topics.js";

const COPIED_FOR = 3000; // milliseconds that the button says so

export function mount({ element }) {
  const button = element.querySelector("button");
  button.addEventListener("click", () => publish("copy-link"));
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
