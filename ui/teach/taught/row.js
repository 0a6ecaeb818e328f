// @ts-check
// A row in the list of names, with buttons to add an example and to remove the name.

import { say, t } from "../../languages/messages.js";
import { newButton } from "../../parts/button.js";

/**
 * @param {string} own name of the class
 * @param {{ count: number, counted: Words, removal: Words, beside: HTMLElement,
 *   add: () => void, drop: () => void }} parts the number of examples, also in words; the label of the
 *   button that removes the name, and the element before it
 */
export function newRow(own, { count, counted, removal, beside, add, drop }) {
  const item = document.createElement("li");
  const number = document.createElement("span");
  number.className = "count";
  number.textContent = `${count}`;
  say(number, counted, "title");
  const shown = newButton(t("this_is", { own }), add);
  shown.classList.add("add");
  const remove = newButton("×", drop);
  say(remove, removal, "aria-label");
  item.append(shown, number, beside, remove);
  return item;
}
