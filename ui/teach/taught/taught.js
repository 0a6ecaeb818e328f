// @ts-check
// What a visitor teaches: names, examples of each, and the answer; subclasses define what an example is.

import { asker, LONG } from "../../ask/ask.js";
import { say, t } from "../../languages/messages.js";
import { subscribe } from "../../parts/topics.js";
import { TakeHome } from "../../take_home/panel.js";
import { showGallery } from "../gallery.js";
import { refill } from "../refill.js";
/** @import { Store } from "../store.js" */
import { whenPressedTwice } from "../twice.js";
import { Proof } from "./proof.js";
import { newShares, showShares } from "./shares.js";

/** @typedef {"nameless" | "tooMany" | "unnamed" | "untaught" | "ready"} Sentence */

export class Taught {
  input = ""; // of the network, for the picture that is shown
  ready = false; // whether the server has learned enough to read

  /**
   * @param {HTMLElement} element
   * @param {Json} props
   * @param {Record<string, Call>} server
   * @param {Store} store
   */
  constructor(element, props, server, store) {
    this.block = element.querySelector(".taught");
    /** @type {Find} */
    this.find = (selector) => this.block.querySelector(selector);
    this.props = props;
    this.store = store;
    this.askToTeach = asker(server.teach, { patience: LONG });
    this.home = new TakeHome(this.find(".take-home"), props, server.take_home);
    this.proof = new Proof(this.find(".proof"));
    const { names = [], examples = [] } = store.read();
    /** @type {string[]} */
    this.names = names;
    /** @type {Example[]} */
    this.examples = examples;
  }

  // ---- Defined by subclasses -----------------------------------------------------------------------

  /** @returns {Record<Sentence, Words>} */
  get words() {
    throw new Error("Subclasses define their words.");
  }

  // A row in the list of names.
  /** @type {(name: string, index: number, count: number) => HTMLElement} */
  row() {
    throw new Error("Subclasses define their rows.");
  }

  // Read the picture that is shown.
  async read() {}

  // Remove the picture that is shown.
  clear() {}

  // ---- The form ------------------------------------------------------------------------------------

  listen() {
    const form = this.find("form");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.addName(form.querySelector("input"));
    });
    this.whenPressed("clear", () => this.clear());
    const forget = this.find("[data-do=forget]");
    // A server that did not know this page any more is taught again.
    subscribe("visitor", () => this.teach());
    whenPressedTwice(forget, t("forget_everything"), () => this.change([], []));
    this.show();
  }

  // Call `act` when the button with that name is pressed.
  /** @type {(name: string, act: () => void) => void} */
  whenPressed(name, act) {
    this.find(`[data-do=${name}]`).addEventListener("click", act);
  }

  // ---- What is taught ------------------------------------------------------------------------------

  /** @param {HTMLInputElement} field */
  addName(field) {
    const name = field.value.trim();
    const problem = this.problemOf(name);
    if (problem) return this.complain(problem);
    field.value = "";
    this.change([...this.names, name], this.examples);
  }

  // Why a name can't be added; empty where it can.
  /** @param {string} own */
  problemOf(own) {
    const { most, longest } = this.props;
    if (!own) return this.words.nameless;
    if (own.length > longest) return t("name_too_long", { longest });
    if (this.names.includes(own)) return t("name_taken", { own });
    return this.names.length < most ? "" : this.words.tooMany;
  }

  /** @param {number} index */
  dropName(index) {
    const others = this.examples.filter(({ label }) => label !== index);
    const moved = others.map(({ input, label }) => ({
      input,
      label: label > index ? label - 1 : label,
    }));
    this.change(this.names.toSpliced(index, 1), moved);
  }

  /** @type {(names: string[], examples: Example[]) => void} */
  change(names, examples) {
    Object.assign(this, { names, examples });
    this.store.write({ names, examples });
    this.complain("");
    this.show();
    this.teach();
  }

  async teach() {
    if (!this.names.length && !this.ready) return;
    const answer = await this.askToTeach(() => ({ classes: this.names, examples: this.examples }));
    if (!answer) return;
    if (answer.problem) this.complain(answer.problem);
    this.ready = answer.ready === true;
    this.block.dataset.ready = String(this.ready);
    this.block.dataset.examples = answer.learned ?? 0;
    this.find(".take-home").hidden = !this.ready;
    this.proof.show(this.names, this.ready ? answer : null);
    this.read();
  }

  // ---- What is shown -------------------------------------------------------------------------------

  /** @param {Words} message */
  complain(message) {
    say(this.find(".problem"), message);
  }

  get invitation() {
    if (this.names.length < this.props.least) return this.words.unnamed;
    return this.ready ? this.words.ready : this.words.untaught;
  }

  show() {
    const { names, examples } = this;
    const rows = names.map((name, index) => {
      const count = examples.filter(({ label }) => label === index).length;
      return this.row(name, index, count);
    });
    refill(this.find(".classes"), rows);
    newShares(this.find(".shares"), names);
    const drop = (/** @type {number} */ index) => this.change(names, examples.toSpliced(index, 1));
    showGallery(this.find(".gallery"), examples, names, drop, { shape: this.props.shape });
    this.block.dataset.taught = String(names.length > 0);
  }

  /** @param {Answer} answer */
  showAnswer({ answer, input, label, sentence, shares }) {
    const block = this.find(".read");
    Object.assign(block.dataset, { label, answer });
    const read = input && this.ready;
    say(block.querySelector(".glyph"), read ? label || "?" : "");
    say(block.querySelector(".sentence"), read ? sentence : this.invitation);
    showShares(this.find(".shares"), shares);
  }
}
