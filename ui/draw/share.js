// A button that has the pad copy a link to what is drawn; there is none to a picture.

import { follow } from "../parts/news.js";

export function mount({ element }) {
  const button = element.querySelector("button");
  button.addEventListener("click", () => document.dispatchEvent(new Event("digitpad:share")));
  follow("shown", ({ value, digit }) => {
    button.disabled = value.source !== "drawing" || !digit.input;
  });
}
