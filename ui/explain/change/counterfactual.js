// @ts-check
// What would make it a 3: the least ink to add and to take away, computed when a digit is pressed.

import { say, t } from "../../languages/messages.js";
import { newButton } from "../../parts/button.js";
import { bytes, paintGrey } from "../../pixels/paint.js";
import { Evidence } from "../evidence.js";

const INVITATION = t("change_invitation");

export class Change {
  /** @type {Shown | null} */
  shown = null; // in the reading view
  /** @type {object | null} */
  wished = null; // identifies the newest question

  /**
   * @param {HTMLElement} section
   * @param {Asker} ask
   */
  constructor(section, ask) {
    this.ask = ask;
    this.section = section;
    /** @type {Find} */
    this.find = (selector) => section.querySelector(selector);
    this.evidence = new Evidence(this.find(".seen-change"), this.find(".drawn-change"));
    this.classes = "";
  }

  /** @param {Shown} shown */
  follow(shown) {
    const isSame = this.shown?.digit.input === shown.digit.input;
    this.shown = shown;
    if (!isSame) this.clear();
  }

  // A chip for each class.
  /** @param {Words[]} classes */
  offer(classes) {
    if (this.classes === String(classes)) return;
    this.classes = String(classes);
    this.find(".wishes").replaceChildren(...classes.map((name, index) => this.chip(name, index)));
    this.clear();
  }

  /** @type {(name: Words, index: number) => HTMLButtonElement} */
  chip(name, index) {
    const chip = newButton(name, () => this.wish(name, index));
    say(chip, t("change_to", { name }), "aria-label");
    return chip;
  }

  /** @type {(name: Words, index: number) => Promise<void>} */
  async wish(name, index) {
    if (!this.shown?.digit.input) return;
    this.clear();
    const wish = {};
    this.wished = wish;
    this.press(index);
    say(this.find(".wish"), t("change_to", { name }));
    say(this.find(".amount"), t("looking_for_change"));
    const { input } = this.shown.digit;
    const answer = await this.ask(() => ({ input, wanted: index }));
    if (!answer || this.wished !== wish) return;
    if (answer.problem) say(this.find(".amount"), answer.problem);
    else this.show(answer);
  }

  /** @param {Answer} answer */
  show({ name, changed, difference, amount, checks }) {
    const { width } = this.evidence;
    this.find(".changed").hidden = false;
    paintGrey(this.find(".changed-input"), bytes(changed), width);
    this.evidence.show(difference, this.shown);
    say(this.find(".amount"), amount);
    const items = checks.map((/** @type {Words} */ check) => {
      const item = document.createElement("li");
      say(item, check);
      return item;
    });
    this.find(".checks").replaceChildren(...items);
    this.section.dataset.name = name;
  }

  /** @param {number | null} pressed */
  press(pressed) {
    [...this.find(".wishes").children].forEach((chip, index) => {
      chip.setAttribute("aria-pressed", String(index === pressed));
    });
  }

  clear() {
    this.wished = null;
    this.press(null);
    say(this.find(".wish"), t("change_to_any"));
    say(this.find(".amount"), INVITATION);
    this.find(".checks").replaceChildren();
    this.find(".changed").hidden = true;
    delete this.section.dataset.name;
  }
}
