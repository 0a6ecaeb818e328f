// @ts-check
// Tables made by scripts.

import { say } from "../languages/messages.js";

// A line of cells of one kind, "th" or "td".
export function line(kind, ...messages) {
  const row = document.createElement("tr");
  row.append(...messages.map((message) => cell(kind, message)));
  return row;
}

export function cell(kind, message) {
  const node = document.createElement(kind);
  say(node, message);
  return node;
}
