// A button that has the pad copy a link to what is drawn; there is none to a picture.

import { phrase } from "../../languages/phrase.js";
import { follow } from "../../parts/news.js";
import { write } from "../../parts/write.js";

const WHILE = 3000; // milliseconds

export function mount({ element }) {
  const button = element.querySelector("button");
  button.addEventListener("click", () => document.dispatchEvent(new Event("digitpad:share")));
  let back;
  follow("copied", () => {
    clearTimeout(back);
    write(button, phrase("Copied"));
    back = setTimeout(() => write(button, phrase("Copy link")), WHILE);
  });
  follow("shown", ({ value, digit }) => {
    button.disabled = value.source !== "drawing" || !digit.input;
  });
}
