// @ts-check
// One bar for each class; the rows stay, and of another data set they get the names.

import { say, t } from "../languages/messages.js";
import { percent } from "../parts/percent.js";
import { subscribe } from "../parts/topics.js";

export class Bars {
  constructor(view, classes) {
    Object.assign(this, { view, classes });
    this.rows = [...view.querySelectorAll(".bars li")];
    this.names = this.rows.map((row) => row.dataset.class);
  }

  name(dataset) {
    const { view, rows } = this;
    if (view.dataset.dataset === dataset) return;
    view.dataset.dataset = dataset;
    this.names = this.classes[dataset].map(({ label }) => label);
    view.dataset.names = this.names.some(({ length }) => length > 1) ? "words" : "digits";
    this.classes[dataset].forEach(({ label, called: name }, index) => {
      const row = rows[index];
      row.dataset.class = label;
      say(row.firstElementChild, t("why_or_why_not", { name }), "title");
      say(row.querySelector(".name"), name);
    });
  }

  show(probabilities) {
    const best = Math.max(...probabilities);
    this.rows.forEach((row, index) => {
      const share = probabilities[index] ?? 0;
      row.classList.toggle("best", share > 0 && share === best);
      row.style.setProperty("--share", share);
      say(row.querySelector(".share"), probabilities.length ? percent(share) : "");
    });
  }

  // A bar asks "why not this one?"; so do the digit keys on bars and pad.
  listen(ask) {
    this.rows.forEach((row, index) => {
      row.firstElementChild.disabled = !ask;
      if (ask) row.addEventListener("click", () => ask(index));
    });
    if (!ask) return;
    const press = ({ key, ctrlKey, metaKey, altKey }) => {
      if (this.names.includes(key) && !(ctrlKey || metaKey || altKey)) ask(this.names.indexOf(key));
    };
    this.view.addEventListener("keydown", press);
    subscribe("pad-key", press);
  }
}
