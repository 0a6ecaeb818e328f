// @ts-check
// A row in the list of names: what is shown can be added to it, and it can be removed.

import { say, t } from "../../languages/messages.js";
import { newButton } from "../../parts/button.js";

// `counted` tells of the examples in words, `own` is the name; `beside` stands before the removal.
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
