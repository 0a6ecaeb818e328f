// @ts-check
// The tab's headings in one line that stays in sight on a narrow screen; each scrolls to its part.

/** @param {Mounted} part */
export function mount({ element }) {
  element.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-part]");
    if (!button) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const part = document.querySelector(`#${button.dataset.part}`);
    const headed = part.closest(".digitpad-card") ?? part;
    headed.scrollIntoView({ block: "start", behavior: still ? "instant" : "smooth" });
  });
}
