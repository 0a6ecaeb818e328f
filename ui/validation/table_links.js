// @ts-check
// Buttons with a view in `data-browse` show it in the sample grid. Arrow keys move between the buttons of a table.

import { showPublished } from "../parts/shown.js";
import { publish } from "../parts/topics.js";

/** @type {Record<string, [down: number, across: number]>} */
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/** @param {Mounted} part */
export function mount({ element, props }) {
  showPublished(props);
  element.addEventListener("click", (event) => {
    const asked = event.target.closest("[data-browse]")?.dataset.browse;
    if (asked) publish("samples-chosen", JSON.parse(asked));
  });

  element.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    const cell = event.target.closest("td");
    if (!step || !cell) return;
    event.preventDefault();
    nextButton(cell, step)?.focus();
  });
}

/** @type {(cell: HTMLTableCellElement, step: [down: number, across: number]) => HTMLElement | undefined} */
function nextButton(cell, [down, across]) {
  const { rows } = cell.closest("table");
  let next = cell;
  do {
    const row = /** @type {HTMLTableRowElement} */ (next.parentElement);
    next = rows[row.rowIndex + down]?.cells[next.cellIndex + across];
  } while (next && !next.querySelector("button"));
  return next?.querySelector("button");
}
