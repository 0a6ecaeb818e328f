// @ts-check
// What a visitor teaches: names, examples of each, and the answer. What an example is, and how it is
// shown and read, the classes of symbols and of things say.

import { asker, LONG } from "../../ask/ask.js";
import { say, t } from "../../languages/messages.js";
import { subscribe } from "../../parts/topics.js";
import { TakeHome } from "../../take_home/panel.js";
import { showGallery } from "../gallery.js";
import { refill } from "../refill.js";
import { whenPressedTwice } from "../twice.js";
import { Proof } from "./proof.js";
import { newShares, showShares } from "./shares.js";

// Of a subclass: `words`, the sentences of its own; `row(name, index, count)`, one of the list of
// names; `read()`, which asks what is shown and has it shown; and `clear()`.
export class Taught {
  input = ""; // what the network would get of what is shown
  ready = false; // whether the server has learned enough to read

  constructor(element, props, server, store) {
    this.block = element.querySelector(".taught");
    this.find = (selector) => this.block.querySelector(selector);
    Object.assign(this, { props, store });
    this.askToTeach = asker(server.teach, { patience: LONG });
    this.home = new TakeHome(this.find(".take-home"), props, server.take_home);
    this.proof = new Proof(this.find(".proof"));
    const { names = [], examples = [] } = store.read();
    Object.assign(this, { names, examples });
  }

  listen() {
    const form = this.find("form");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.addName(form.querySelector("input"));
    });
    this.whenPressed("clear", () => this.clear());
    const forget = this.find("[data-do=forget]");
    // A server that no longer knows this page is taught once more.
    subscribe("visitor", () => this.teach());
    whenPressedTwice(forget, t("forget_everything"), () => this.change([], []));
    this.show();
  }

  // `act` hears of the button with that name.
  whenPressed(name, act) {
    this.find(`[data-do=${name}]`).addEventListener("click", act);
  }

  // ---- What is taught ------------------------------------------------------------------------------

  addName(field) {
    const name = field.value.trim();
    const problem = this.problemOf(name);
    if (problem) return this.complain(problem);
    field.value = "";
    this.change([...this.names, name], this.examples);
  }

  // Why a name can't be added; nothing where it can.
  problemOf(own) {
    const { most, longest } = this.props;
    if (!own) return this.words.nameless;
    if (own.length > longest) return t("name_too_long", { longest });
    if (this.names.includes(own)) return t("name_taken", { own });
    return this.names.length < most ? "" : this.words.tooMany;
  }

  dropName(index) {
    const others = this.examples.filter(({ label }) => label !== index);
    const moved = others.map(({ input, label }) => ({ input, label: label - (label > index) }));
    this.change(this.names.toSpliced(index, 1), moved);
  }

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
    this.block.dataset.ready = this.ready;
    this.block.dataset.examples = answer.learned ?? 0;
    this.find(".take-home").hidden = !this.ready;
    this.proof.show(this.names, this.ready ? answer : null);
    this.read();
  }

  // ---- What is shown -------------------------------------------------------------------------------

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
    const drop = (index) => this.change(names, examples.toSpliced(index, 1));
    showGallery(this.find(".gallery"), examples, names, drop, { shape: this.props.shape });
    this.block.dataset.taught = names.length > 0;
  }

  showAnswer({ answer, input, label, sentence, shares }) {
    const block = this.find(".read");
    Object.assign(block.dataset, { label, answer });
    const read = input && this.ready;
    say(block.querySelector(".glyph"), read ? label || "?" : "");
    say(block.querySelector(".sentence"), read ? sentence : this.invitation);
    showShares(this.find(".shares"), shares);
  }
}
