// A button that has the pad copy a link to what is drawn; there is none to a picture.

import { phrase } from "../../languages/phrase.js";
import { publish, subscribe } from "../../parts/topics.js";
import { write } from "../../parts/write.js";

const WHILE = 3000; // milliseconds

export function mount({ element }) {
  const button = element.querySelector("button");
  button.addEventListener("click", () => publish("copy-link"));
  let back;
  subscribe("link-copied", () => {
    clearTimeout(back);
    write(button, phrase("Copied"));
    back = setTimeout(() => write(button, phrase("Copy link")), WHILE);
  });
  subscribe("shown", ({ value, digit }) => {
    button.disabled = value.source !== "drawing" || !digit.input;
  });
}
