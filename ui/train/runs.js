// @ts-check
// The list of runs. Rows are changed in place, so that the focus stays where it is.

import { say, t } from "../languages/messages.js";
import { saveFile } from "../parts/save_file.js";
import { publish, subscribe } from "../parts/topics.js";
import { asCsv, fillTable } from "./runs_table.js";

/** @import { Run } from "../parts/topics.js" */
/** @import { Figures } from "./runs_table.js" */

/** @param {Mounted} part */
export function mount({ element }) {
  const list = element.querySelector(".runs");
  const details = element.querySelector(".runs-figures");
  /** @type {Figures[]} */
  let figures = [];
  /** @type {Map<number, HTMLElement>} */
  const rows = new Map(); // by the number of the run

  /** @param {Run[]} runs */
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

  subscribe("training", ({ runs }) => {
    if (!runs) return;
    show(runs);
    figures = runs.map((run) => run.figures);
    details.hidden = !runs.length;
    fillTable(details.querySelector("table"), figures);
  });
  details.querySelector(".save-runs").addEventListener("click", () => {
    saveFile("runs.csv", new Blob([asCsv(figures)], { type: "text/csv" }));
  });
}

/** @type {(list: HTMLElement, number: number) => HTMLElement} */
function addRow(list, number) {
  const row = document.createElement("li");
  row.dataset.run = String(number);
  row.innerHTML = `
    <span class="swatch" aria-hidden="true"></span>
    <span class="words"><strong></strong> <span class="result"></span><span
      class="name digitpad-caption"></span></span>
    <button type="button" class="use"></button>
    <button type="button" class="remove">×</button>`;
  const remove = row.querySelector(".remove");
  say(row.querySelector("strong"), t("run_name", { number }));
  say(remove, t("remove_run", { number }), "aria-label");
  say(remove, t("remove"), "title");
  const use = row.querySelector(".use");
  use.addEventListener("click", () => {
    if (use.getAttribute("aria-disabled") !== "true") {
      publish("run-chosen", { number });
    }
  });
  remove.addEventListener("click", () => publish("run-removed", { number }));
  list.append(row);
  return row;
}

/** @type {(row: HTMLElement, run: Run) => void} */
function fill(row, { colour, name, state, result, usable, used }) {
  row.dataset.state = state;
  row.style.setProperty("--colour", `var(--digitpad-run-${colour})`);
  say(row.querySelector(".name"), name);
  say(row.querySelector(".result"), result);
  const use = row.querySelector(".use");
  say(use, used ? t("in_use") : t("use_network"));
  use.setAttribute("aria-pressed", String(used));
  use.setAttribute("aria-disabled", String(!usable));
}
