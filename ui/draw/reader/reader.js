// Says above the answer that a network of the visitor's own reads, and offers the way back.

import { phrase } from "../../languages/phrase.js";
import { publish, subscribe } from "../../parts/topics.js";
import { write } from "../../parts/write.js";

export function mount({ element }) {
  const note = element.querySelector("p");
  const which = element.querySelector(".which");
  element.querySelector("button").addEventListener("click", () => publish("network-reset"));
  subscribe("network", ({ run: number }) => {
    note.hidden = number === 0;
    if (number) write(which, phrase(`Reads with run ${number}; it answers whatever is drawn.`));
  });
}
