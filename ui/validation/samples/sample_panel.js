// @ts-check
// On a narrow screen the panel stands at the lower edge: a chosen sample opens it, the button and
// Escape close it. On a wide one it always stands beside the grid.

import { asker } from "../../ask/ask.js";
import { publish, subscribe } from "../../parts/topics.js";

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
