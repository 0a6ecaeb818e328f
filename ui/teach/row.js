// A row in the list of names: what is shown can be added to it, and it can be removed.

import { phrase } from "../languages/phrase.js";

// `counted` tells of the examples in words, `own` is the name; `beside` stands before the removal.
export function newRow(own, { count, counted, removal, beside, add, drop }) {
  const item = document.createElement("li");
  const number = document.createElement("span");
  number.className = "count";
  number.textContent = `${count}`;
  number.title = counted;
  const remove = newButton("drop", "×", drop);
  remove.ariaLabel = removal;
  item.append(newButton("add", phrase(`This is ${own}`), add), number, beside, remove);
  return item;
}

function newButton(kind, text, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = kind;
  button.textContent = text;
  button.addEventListener("click", act);
  return button;
}
