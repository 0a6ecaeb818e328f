// On a narrow screen the panel stands at the lower edge: a chosen sample opens it, the button and
// Escape close it. On a wide one it always stands beside the grid.

import { asker } from "../../ask/ask.js";
import { tell } from "../../parts/news.js";

export function mount({ element, props, server, watch }) {
  const panel = element.closest("#sample-panel");
  const ask = asker(server.sample);
  const showing = (index) =>
    document.dispatchEvent(new CustomEvent("digitpad:sample", { detail: index }));

  async function choose(index) {
    const answer = await ask(() => ({ index }));
    if (!answer) return;
    tell("sample", answer.problem ? answer : answer.reading);
    if (answer.problem) return;
    props.value = answer.truth;
    showing(String(index));
  }

  document.addEventListener("digitpad:chosen", (event) => {
    choose(Number(event.target.dataset.index));
    panel.classList.add("open");
    if (getComputedStyle(panel).position !== "fixed") return;
    // Keep the chosen tile in sight above the panel.
    const hidden = event.target.getBoundingClientRect().bottom + panel.offsetHeight - innerHeight;
    if (hidden > 0) scrollBy({ top: hidden + 16 });
  });

  function close() {
    if (!panel.classList.contains("open")) return;
    panel.classList.remove("open");
    document.querySelector(".digitpad-samples [aria-current]")?.focus({ preventScroll: true });
  }
  element.addEventListener("click", (event) => {
    if (event.target.closest(".close")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  watch("value", () => showing(element.querySelector(".truth")?.dataset.index));
}
