// On a narrow screen the panel stands at the lower edge: a chosen sample opens it, the button and
// Escape close it. On a wide one it always stands beside the grid.

import { asker } from "../../ask/ask.js";
import { publish, subscribe } from "../../parts/topics.js";

export function mount({ element, props, server, watch }) {
  const panel = element.closest("#sample-panel");
  const ask = asker(server.sample);

  async function choose(index) {
    const answer = await ask(() => ({ index }));
    if (!answer) return;
    const { problem, truth, reading } = answer;
    if (problem) return publish("sample", { problem });
    props.value = truth;
    publish("sample", { index, reading });
  }

  subscribe("sample-chosen", ({ index, bottom }) => {
    choose(index);
    panel.classList.add("open");
    if (getComputedStyle(panel).position !== "fixed") return;
    // Keep the chosen tile in sight above the panel.
    const hidden = bottom + panel.offsetHeight - innerHeight;
    if (hidden > 0) scrollBy({ top: hidden + 16 });
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

  watch("value", () => {
    const index = element.querySelector(".truth")?.dataset.index;
    if (index) publish("sample", { index: Number(index) });
  });
}
