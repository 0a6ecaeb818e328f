// @ts-check
// Says above the answer that a network of the visitor's own reads, and offers the way back.

import { say, t } from "../../languages/messages.js";
import { publish, subscribe } from "../../parts/topics.js";

export function mount({ element }) {
  const note = element.querySelector("p");
  const which = element.querySelector(".which");
  element.querySelector("button").addEventListener("click", () => publish("network-reset"));
  subscribe("network", ({ run: number }) => {
    note.hidden = number === 0;
    if (number) say(which, t("reads_with_run", { number }));
  });
}
