// The list of runs. A row is made once and changed in place, so the focus stays where it is.

import { phrase } from "../languages/phrase.js";
import { publish, subscribe } from "../parts/topics.js";

export function mount({ element }) {
  const list = element.querySelector(".runs");
  const rows = new Map(); // by the number of the run

  function show(runs) {
    const numbers = new Set(runs.map(({ number }) => number));
    for (const [number, row] of rows) {
      if (numbers.has(number)) continue;
      row.remove();
      rows.delete(number);
    }
    for (const run of runs) {
      if (!rows.has(run.number)) rows.set(run.number, addRow(list, run.number));
      fill(rows.get(run.number), run);
    }
  }

  subscribe("training", ({ runs }) => runs && show(runs));
}

function addRow(list, number) {
  const row = document.createElement("li");
  row.dataset.run = number;
  row.innerHTML = `
    <span class="swatch" aria-hidden="true"></span>
    <span class="words"><strong>${phrase(`Run ${number}`)}</strong> <span class="result"></span><span
      class="name digitpad-caption"></span></span>
    <button type="button" class="use"></button>
    <button type="button" class="remove" aria-label="${phrase(`Remove run ${number}`)}"
      title="${phrase("Remove")}">×</button>`;
  row.querySelector(".use").addEventListener("click", (event) => {
    if (event.currentTarget.getAttribute("aria-disabled") !== "true") {
      publish("run-chosen", { number });
    }
  });
  row.querySelector(".remove").addEventListener("click", () => publish("run-removed", { number }));
  list.append(row);
  return row;
}

function fill(row, { colour, name, state, result, usable, used }) {
  row.dataset.state = state;
  row.style.setProperty("--colour", `var(--digitpad-run-${colour})`);
  row.querySelector(".name").textContent = name;
  row.querySelector(".result").textContent = result;
  const use = row.querySelector(".use");
  use.textContent = used ? phrase("In use") : phrase("Use this network");
  use.setAttribute("aria-pressed", used);
  use.setAttribute("aria-disabled", !usable);
}
