// @ts-check
// Terms in the text of the page: pointing, focus or a tap explains one, Escape hides the explanation.

import { say, t } from "./messages.js";
import { ID } from "./term.js";

const TERM_MARGIN = 8; // px between a term, its explanation and the edges of the window

/** @type {HTMLElement | null} */
let shown = null; // the term that is explained

const box = document.createElement("div");
box.id = ID;
box.setAttribute("role", "tooltip");
box.hidden = true;
document.body.append(box);

/** @param {HTMLElement} term */
function show(term) {
  shown = term;
  say(box, t(term.dataset.explanation));
  box.hidden = false;
  const { left, right, top, bottom } = term.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const middle = (left + right - width) / 2;
  const below = bottom + TERM_MARGIN;
  const x = Math.max(TERM_MARGIN, Math.min(innerWidth - width - TERM_MARGIN, middle));
  const y =
    below + height < innerHeight ? below : Math.max(TERM_MARGIN, top - TERM_MARGIN - height);
  Object.assign(box.style, { left: `${x}px`, top: `${y}px` });
}

function hide() {
  shown = null;
  box.hidden = true;
}

/** @param {UIEvent} event */
const termOf = ({ target }) => target.closest?.(".digitpad-term"); // the document has no closest()

for (const name of /** @type {const} */ (["pointerover", "focusin", "click"])) {
  document.addEventListener(name, (event) => {
    const term = termOf(event);
    if (term) show(term);
    else if (shown && !box.contains(event.target) && name !== "focusin") hide();
  });
}
document.addEventListener("focusout", (event) => termOf(event) && hide());
document.addEventListener("scroll", hide, { capture: true, passive: true });
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || !shown) return;
    event.stopPropagation(); // dialogues around it stay open
    hide();
  },
  { capture: true },
);
