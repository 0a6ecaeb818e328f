// How well the classes were learned: each example judged by what the others taught, and the curve of
// how many examples it takes, with borrowed features and without.

import { phrase, plural } from "../../languages/phrase.js";
import { cell, line } from "../../parts/table.js";
import { write } from "../../parts/write.js";

export class Proof {
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

  show(names, answer) {
    this.block.hidden = !answer;
    if (!answer) return;
    const { right } = answer;
    const total = answer.confusion.flat().reduce((sum, count) => sum + count, 0);
    write(
      this.text,
      phrase(`${right} of ${total} examples right, each judged by what the others taught.`),
    );
    this.showTable(names, answer.confusion);
    this.curve = answer.curve;
    this.worth.hidden = !this.curve.length;
    if (!this.curve.length) return;
    this.slider.max = this.curve.length;
    this.slider.value = this.curve.length;
    this.showPoint();
  }

  showTable(names, confusion) {
    const head = line("th", "", ...names, phrase("none"));
    for (const index of names.keys()) head.children[index + 1].translate = false;
    const rows = confusion.map((counts, index) => {
      const row = line("td", ...counts.map((count) => count || ""));
      row.prepend(Object.assign(cell("th", names[index]), { translate: false }));
      row.children[index + 1].classList.add("right");
      return row;
    });
    const caption = document.createElement("caption");
    caption.textContent = phrase("What it is in rows, what it is read as in columns");
    this.table.replaceChildren(caption, head, ...rows);
  }

  showPoint() {
    const { count, borrowed, pixels, verdict } = this.curve[this.slider.value - 1];
    const words = plural(
      count,
      `With ${count} example of each, ${borrowed} of the others are right; on the bare pixels ${pixels}.`,
      `With ${count} examples of each, ${borrowed} of the others are right; on the bare pixels ${pixels}.`,
    );
    write(this.at, words);
    write(this.verdict, verdict);
  }
}
