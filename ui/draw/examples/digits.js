// Digits to try: a click has one drawn on the sketchpad.

export function mount({ element }) {
  element.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    const detail = JSON.parse(button.dataset.strokes);
    document.dispatchEvent(new CustomEvent("digitpad:strokes", { detail }));
  });
}
