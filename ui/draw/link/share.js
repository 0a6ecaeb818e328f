// A button that has the pad copy a link to what is drawn; there is none to a picture.

import { say, t } from "../../languages/messages.js";
import { follow } from "../../parts/news.js";

const WHILE = 3000; // milliseconds

export function mount({ element }) {
  const button = element.querySelector("button");
  button.addEventListener("click", () => document.dispatchEvent(new Event("digitpad:share")));
  let back;
  follow("copied", () => {
    clearTimeout(back);
    say(button, t("copied"));
    back = setTimeout(() => say(button, t("copy_link")), WHILE);
  });
  follow("shown", ({ value, digit }) => {
    button.disabled = value.source !== "drawing" || !digit.input;
  });
}
