// @ts-check
// Above the answer: which of the visitor's own networks reads, and a button back to the shipped one; or that the
// server is away.

import { say, t } from "../../languages/messages.js";
import { latest, publish, subscribe } from "../../parts/topics.js";

/** @param {Mounted} part */
export function mount({ element }) {
  const note = element.querySelector(".own");
  const away = element.querySelector(".away");
  const which = element.querySelector(".which");
  element.querySelector("button").addEventListener("click", () => publish("network-reset"));
  subscribe("network", ({ run: number }) => {
    note.hidden = number === 0;
    if (number) say(which, t("reads_with_run", { number }));
  });
  const showServer = () => {
    away.hidden = !latest("server")?.isAway;
    say(away, latest("device")?.isReady ? t("server_away") : t("server_away_unread"));
  };
  subscribe("server", showServer);
  subscribe("device", showServer);
}
