// @ts-check
// A button that carries a view asks the sample grid for it. In a table the arrow keys walk from
// button to button.

import { showPublished } from "../parts/shown.js";
import { publish } from "../parts/topics.js";

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

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

function nextButton(cell, [down, across]) {
  const { rows } = cell.closest("table");
  let next = cell;
  do {
    next = rows[next.parentElement.rowIndex + down]?.cells[next.cellIndex + across];
  } while (next && !next.querySelector("button"));
  return next?.querySelector("button");
}
