// @ts-check
// Tables made by scripts.

import { say } from "../languages/messages.js";

// A row of cells of one kind.
/**
 * @param {"th" | "td"} kind
 * @param {Words[]} messages
 */
export function line(kind, ...messages) {
  const row = document.createElement("tr");
  row.append(...messages.map((message) => cell(kind, message)));
  return row;
}

/**
 * @param {"th" | "td"} kind
 * @param {Words} message
 */
export function cell(kind, message) {
  const node = document.createElement(kind);
  say(node, message);
  return node;
}
