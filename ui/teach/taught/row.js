// A row in the list of names: what is shown can be added to it, and it can be removed.

import { phrase } from "../../languages/phrase.js";
import { newButton } from "../../parts/button.js";

// `counted` tells of the examples in words, `own` is the name; `beside` stands before the removal.
export function newRow(own, { count, counted, removal, beside, add, drop }) {
  const item = document.createElement("li");
  const number = document.createElement("span");
  number.className = "count";
  number.textContent = `${count}`;
  number.title = counted;
  const shown = newButton(phrase(`This is ${own}`), add);
  shown.classList.add("add");
  const remove = newButton("×", drop);
  remove.ariaLabel = removal;
  item.append(shown, number, beside, remove);
  return item;
}
