// @ts-check
// Above the answer: which of the visitor's own networks reads, and a button back to the shipped one.

import { say, t } from "../../languages/messages.js";
import { publish, subscribe } from "../../parts/topics.js";

/** @param {Mounted} part */
export function mount({ element }) {
  const note = element.querySelector("p");
  const which = element.querySelector(".which");
  element.querySelector("button").addEventListener("click", () => publish("network-reset"));
  subscribe("network", ({ run: number }) => {
    note.hidden = number === 0;
    if (number) say(which, t("reads_with_run", { number }));
  });
}
