// @ts-check
// How well the classes were learned: leave-one-out results, and the accuracy over the number of examples.

import { cell, line } from "../../curves/table.js";
import { say, t } from "../../languages/messages.js";

export class Proof {
  /** @type {{ count: number, borrowed: number, pixels: number, verdict: Words }[]} */
  curve = [];

  /** @param {HTMLElement} block */
  constructor(block) {
    this.block = block;
    this.text = block.querySelector(".left-out");
    this.table = block.querySelector(".confusion");
    this.worth = block.querySelector(".worth");
    this.slider = block.querySelector("input");
    this.at = block.querySelector(".at");
    this.verdict = block.querySelector(".verdict");
    this.slider.addEventListener("input", () => this.showPoint());
  }

  /**
   * @param {string[]} names
   * @param {Answer | null} answer
   */
  show(names, answer) {
    this.block.hidden = !answer;
    if (!answer) return;
    const { right } = answer;
    /** @type {number[]} */
    const counts = answer.confusion.flat();
    const total = counts.reduce((sum, count) => sum + count, 0);
    say(this.text, t("left_out_right", { right, total }));
    this.showTable(names, answer.confusion);
    this.curve = answer.curve;
    this.worth.hidden = !this.curve.length;
    if (!this.curve.length) return;
    this.slider.max = String(this.curve.length);
    this.slider.value = this.slider.max;
    this.showPoint();
  }

  /** @type {(names: string[], confusion: number[][]) => void} */
  showTable(names, confusion) {
    const head = line("th", "", ...names, t("none_of_them"));
    const rows = confusion.map((counts, index) => {
      const row = line("td", ...counts.map((count) => count || ""));
      row.prepend(cell("th", names[index]));
      row.children[index + 1].classList.add("right");
      return row;
    });
    const caption = document.createElement("caption");
    say(caption, t("proof_caption"));
    this.table.replaceChildren(caption, head, ...rows);
  }

  showPoint() {
    const { count, borrowed, pixels, verdict } = this.curve[this.slider.valueAsNumber - 1];
    const words = t("transfer_of_count", { count, borrowed, pixels });
    say(this.at, words);
    say(this.verdict, verdict);
  }
}
