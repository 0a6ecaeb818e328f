// @ts-check
// A quiet button, as digitpad-button in page.css makes it.

import { say } from "../languages/messages.js";

export function newButton(message, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "digitpad-button";
  say(button, message);
  button.addEventListener("click", act);
  return button;
}
