// @ts-check
// A button that deletes something for good must be pressed twice within a few seconds.

import { say, t } from "../languages/messages.js";

const SECOND_PRESS_WITHIN = 4000; // milliseconds after the first
const DELETE_AGAIN = t("press_again_to_delete");

/** @type {(button: HTMLElement, label: Words, act: () => void) => void} */
export function whenPressedTwice(button, label, act) {
  /** @type {number | null} */
  let timer = null;

  function calm() {
    clearTimeout(timer);
    timer = null;
    say(button, label);
  }

  button.addEventListener("click", () => {
    if (timer) {
      calm();
      return act();
    }
    say(button, DELETE_AGAIN);
    timer = setTimeout(calm, SECOND_PRESS_WITHIN);
  });
}
