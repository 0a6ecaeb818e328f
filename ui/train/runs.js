// @ts-check
// The list of runs. Rows are changed in place, so that the focus stays where it is.

import { say, t } from "../languages/messages.js";
import { copyText } from "../parts/copy.js";
import { saveFile } from "../parts/save_file.js";
import { latest, publish, subscribe } from "../parts/topics.js";
import { asCsv, fillTable } from "./runs_table.js";

/** @import { Figures, Run } from "../parts/topics.js" */

/** @param {Mounted} part */
export function mount({ element }) {
  const list = element.querySelector(".runs");
  const details = element.querySelector(".runs-figures");
  const linkNote = element.querySelector(".link-note");
  /** @type {Figures[]} */
  let own = [];
  /** @type {Figures[]} */
  let linked = [];
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
    own = runs.map((run) => run.figures);
    tabulate();
  });
  subscribe("linked", ({ results }) => {
    linked = results.map((result) => result.figures);
    tabulate();
  });
  list.addEventListener("click", async ({ target }) => {
    const button = target instanceof Element && target.closest(".link");
    if (!button) return;
    const link = linkOf(button.closest("li").dataset.query);
    say(linkNote, (await copyText(link)) ? t("link_copied") : link);
  });
  details.querySelector(".save-runs").addEventListener("click", () => {
    saveFile("runs.csv", new Blob([asCsv([...own, ...linked])], { type: "text/csv" }));
  });

  function tabulate() {
    details.hidden = !own.length && !linked.length;
    fillTable(details.querySelector("table"), [...own, ...linked]);
  }
}

// A link with the settings and the result of a run, and the visitor's name.
/** @param {string} query */
function linkOf(query) {
  const link = new URL(location.pathname, location.href);
  link.search = query;
  const name = latest("author")?.name;
  if (name) link.searchParams.set("by", name);
  return link.href;
}

// Show or hide the curves of a run.
/** @type {(number: number) => void} */
function toggle(number) {
  const hidden = latest("runs-hidden")?.numbers ?? [];
  const others = hidden.filter((each) => each !== number);
  publish("runs-hidden", { numbers: others.length < hidden.length ? others : [...hidden, number] });
}

/** @type {(list: HTMLElement, number: number) => HTMLElement} */
function addRow(list, number) {
  const hidden = latest("runs-hidden")?.numbers ?? [];
  if (hidden.includes(number)) toggle(number); // of an earlier visitor with this page
  const row = document.createElement("li");
  row.dataset.run = String(number);
  row.innerHTML = `
    <button type="button" class="swatch" aria-pressed="true"></button>
    <span class="words"><strong></strong> <span class="result"></span><span
      class="name digitpad-caption"></span></span>
    <button type="button" class="link"></button>
    <button type="button" class="use"></button>
    <button type="button" class="remove">×</button>`;
  const remove = row.querySelector(".remove");
  say(row.querySelector("strong"), t("run_name", { number }));
  say(remove, t("remove_run", { number }), "aria-label");
  say(remove, t("remove"), "title");
  say(row.querySelector(".link"), t("copy_link"));
  const swatch = row.querySelector(".swatch");
  say(swatch, t("show_run", { number }), "aria-label");
  say(swatch, t("show_run", { number }), "title");
  swatch.addEventListener("click", () => {
    toggle(number);
    const isShown = !latest("runs-hidden").numbers.includes(number);
    swatch.setAttribute("aria-pressed", String(isShown));
  });
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
function fill(row, { colour, name, state, result, usable, used, query }) {
  row.dataset.state = state;
  row.dataset.query = query;
  row.querySelector(".link").hidden = !query;
  row.style.setProperty("--colour", `var(--digitpad-run-${colour})`);
  say(row.querySelector(".name"), name);
  say(row.querySelector(".result"), result);
  const use = row.querySelector(".use");
  say(use, used ? t("in_use") : t("use_network"));
  use.setAttribute("aria-pressed", String(used));
  use.setAttribute("aria-disabled", String(!usable));
}
