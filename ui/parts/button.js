// @ts-check
// A plain button, styled by page.css.

import { say } from "../languages/messages.js";

/**
 * @param {Words} message
 * @param {() => void} act
 */
export function newButton(message, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "digitpad-button";
  say(button, message);
  button.addEventListener("click", act);
  return button;
}
