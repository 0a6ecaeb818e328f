// A button that carries a view asks the sample grid for it. In a table the arrow keys walk from
// button to button.
element.addEventListener("click", (event) => {
  const asked = event.target.closest("[data-browse]")?.dataset.browse;
  if (!asked) return;
  document.dispatchEvent(new CustomEvent("digitpad:browse", { detail: JSON.parse(asked) }));
});

const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
element.addEventListener("keydown", (event) => {
  const step = steps[event.key];
  let cell = event.target.closest("td");
  if (!step || !cell) return;
  event.preventDefault();
  const rows = cell.closest("table").rows;
  let next;
  while (cell && !next) {
    cell = rows[cell.parentElement.rowIndex + step[0]]?.cells[cell.cellIndex + step[1]];
    next = cell?.querySelector("button");
  }
  next?.focus();
});
