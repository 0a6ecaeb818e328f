// A button that destroys what can't be had back asks for a second press within a few seconds.

import { phrase } from "../languages/phrase.js";
import { write } from "../parts/write.js";

const PATIENCE = 4000; // milliseconds
const AGAIN = phrase("Press again to delete all");

export function whenPressedTwice(button, label, act) {
  let timer = null;

  function calm() {
    clearTimeout(timer);
    timer = null;
    write(button, label);
  }

  button.addEventListener("click", () => {
    if (timer) {
      calm();
      return act();
    }
    write(button, AGAIN);
    timer = setTimeout(calm, PATIENCE);
  });
}
