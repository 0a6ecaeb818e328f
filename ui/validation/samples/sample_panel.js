// @ts-check
// The sample beside the grid; on a narrow screen a panel that a choice opens, and a button or Escape closes.

import { asker } from "../../ask/ask.js";
import { publish, subscribe } from "../../parts/topics.js";

/** @param {Mounted} part */
export function mount({ element, props, server }) {
  const panel = element.closest("#sample-panel");
  const ask = asker(server.sample);

  subscribe("sample", ({ truth }) => {
    if (truth) props.value = truth;
  });
  subscribe("sample-chosen", async ({ index, bottom }) => {
    panel.classList.add("open");
    // Keep the chosen tile in sight above the panel.
    const hidden = bottom + panel.offsetHeight - innerHeight;
    if (getComputedStyle(panel).position === "fixed" && hidden > 0) scrollBy({ top: hidden + 16 });
    const answer = await ask(() => ({ index }));
    if (answer) publish("sample", answer);
  });

  function close() {
    if (!panel.classList.contains("open")) return;
    panel.classList.remove("open");
    publish("sample-closed");
  }
  element.addEventListener("click", (event) => {
    if (event.target.closest(".close")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
}
