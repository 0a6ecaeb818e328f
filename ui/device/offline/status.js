// @ts-check
// On the About tab: whether the page opens without the server.

import { say } from "../../languages/messages.js";
import { subscribe } from "../../parts/topics.js";

/** @param {Mounted} part */
export function mount({ element }) {
  const status = element.querySelector("p");
  subscribe("offline", ({ sentence, isReady }) => {
    say(status, sentence);
    status.dataset.ready = String(isReady);
  });
}
