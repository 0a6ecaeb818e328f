// @ts-check
// The settings and figures of all runs as a table, and as CSV.

import { say, t } from "../languages/messages.js";

/** @import { Figures } from "../parts/topics.js" */

/** @type {(rows: Figures[]) => string[]} */
const columnsOf = (rows) => [...new Set(rows.flatMap((row) => Object.keys(row)))];

// Columns in which the runs differ, and the figures; the rest is in the CSV.
/** @type {(rows: Figures[], name: string) => boolean} */
const isTelling = (rows, name) =>
  rows.length < 2 || name === "run" || new Set(rows.map((row) => row[name])).size > 1;

/** @type {(table: HTMLTableElement, rows: Figures[]) => void} */
export function fillTable(table, rows) {
  const columns = columnsOf(rows).filter((name) => isTelling(rows, name));
  const head = document.createElement("tr");
  for (const name of columns) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = name.replaceAll("_", " ");
    head.append(cell);
  }
  const lines = rows.map((row) => {
    const line = document.createElement("tr");
    for (const name of columns) {
      const cell = document.createElement("td");
      cell.textContent = String(row[name] ?? "–");
      line.append(cell);
    }
    return line;
  });
  table.replaceChildren(head, ...lines);
  say(table, t("runs_table"), "aria-label");
}

// Fields with commas or quotes are quoted, as in RFC 4180. A text that a spreadsheet would take for a formula, as the
// name in somebody's link may be, begins with an apostrophe.
/** @param {string | number | boolean | null | undefined} value */
function field(value) {
  const isFormula = typeof value === "string" && /^[=+\-@\t]/.test(value);
  const text = (isFormula ? "'" : "") + String(value ?? "");
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {Figures[]} rows */
export function asCsv(rows) {
  const columns = columnsOf(rows);
  const lines = rows.map((row) => columns.map((name) => field(row[name])).join(","));
  return `${[columns.join(","), ...lines].join("\r\n")}\r\n`;
}
