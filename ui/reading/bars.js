// @ts-check
// One bar for each class; another data set only changes the names of the rows.

import { say, t } from "../languages/messages.js";
import { percent } from "../parts/percent.js";
import { subscribe } from "../parts/topics.js";

export class Bars {
  /**
   * @param {HTMLElement} view
   * @param {Record<string, { label: string, called: Words }[]>} classes by data set
   */
  constructor(view, classes) {
    this.view = view;
    this.classes = classes;
    this.rows = [...view.querySelectorAll(".bars li")];
    this.names = this.rows.map((row) => row.dataset.class);
  }

  /** @param {string} dataset */
  name(dataset) {
    const { view, rows } = this;
    if (view.dataset.dataset === dataset) return;
    view.dataset.dataset = dataset;
    this.names = this.classes[dataset].map(({ label }) => label);
    view.dataset.names = this.names.some(({ length }) => length > 1) ? "words" : "digits";
    this.classes[dataset].forEach(({ label, called: name }, index) => {
      const row = rows[index];
      row.dataset.class = label;
      say(row.querySelector("button"), t("why_or_why_not", { name }), "title");
      say(row.querySelector(".name"), name);
    });
  }

  /** @param {number[]} probabilities */
  show(probabilities) {
    const best = Math.max(...probabilities);
    this.rows.forEach((row, index) => {
      const share = probabilities[index] ?? 0;
      row.classList.toggle("best", share > 0 && share === best);
      row.style.setProperty("--share", String(share));
      say(row.querySelector(".share"), probabilities.length ? percent(share) : "");
    });
  }

  // A click on a bar, or a digit key on the bars or the pad, asks "why not this one?".
  /** @param {((index: number) => void) | false} ask */
  listen(ask) {
    this.rows.forEach((row, index) => {
      row.querySelector("button").disabled = !ask;
      if (ask) row.addEventListener("click", () => ask(index));
    });
    if (!ask) return;
    /** @param {{ key: string, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean }} pressed */
    const press = ({ key, ctrlKey, metaKey, altKey }) => {
      if (this.names.includes(key) && !(ctrlKey || metaKey || altKey)) ask(this.names.indexOf(key));
    };
    this.view.addEventListener("keydown", press);
    subscribe("pad-key", press);
  }
}
