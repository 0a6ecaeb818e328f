// The Teach tab: symbols of one's own, from a few examples of each.

import { asker } from "../../ask/ask.js";
import { key } from "../../ask/visitor.js";
import { phrase, plural } from "../../languages/phrase.js";
import { write } from "../../parts/write.js";
import { TakeHome } from "../../take_home/panel.js";
import { showGallery } from "../gallery.js";
import { smallPhoto } from "../photo.js";
import { Proof } from "../proof.js";
import { newShares, showShares } from "../shares.js";
import { Store } from "../store.js";
import { Pad } from "./pad.js";

const KEYS = "123456789"; // the first nine symbols have one

export function mount({ element, props, server }) {
  new Teach(element, props, server).listen();
}

class Teach {
  store = new Store("symbols");
  input = ""; // what the network would get of the drawing, or of the photo
  photo = null; // shown instead of a drawing

  constructor(element, props, server) {
    this.block = element.querySelector(".taught");
    this.find = (selector) => this.block.querySelector(selector);
    this.props = props;
    this.askToRead = asker(server.read_symbol);
    this.askToTeach = asker(server.teach);
    this.home = new TakeHome(this.find(".take-home"), props, server.take_home);
    this.proof = new Proof(this.find(".proof"));
    this.pad = new Pad(this.find("canvas"), () => {
      this.photo = null;
      this.read();
    });
    const { names = [], examples = [] } = this.store.read();
    Object.assign(this, { names, examples });
  }

  listen() {
    this.find("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.addSymbol(this.find("#teach-name"));
    });
    const acts = {
      clear: () => this.clear(),
      forget: () => this.change([], []),
    };
    for (const [name, act] of Object.entries(acts)) {
      this.find(`[data-do=${name}]`).addEventListener("click", act);
    }
    const file = this.find("input[type=file]");
    file.addEventListener("change", () => this.usePhoto(file));
    this.find("canvas").addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const index = KEYS.indexOf(event.key);
      if (event.key.toLowerCase() === "c") this.clear();
      else if (index >= 0 && index < this.names.length) this.addExample(index);
    });
    this.show();
    key.then(() => this.teach());
  }

  // ---- What is taught ------------------------------------------------------------------------------

  addSymbol(field) {
    const name = field.value.trim();
    const own = name;
    const { most, longest } = this.props;
    if (!name) return this.complain(phrase("Give the symbol a name first."));
    if (name.length > longest)
      return this.complain(phrase(`A name has at most ${longest} characters.`));
    if (this.names.includes(name)) return this.complain(phrase(`There is a ${own} already.`));
    if (this.names.length >= most)
      return this.complain(phrase(`At most ${most} symbols can be taught.`));
    field.value = "";
    this.change([...this.names, name], this.examples);
  }

  dropSymbol(index) {
    const others = this.examples.filter(({ label }) => label !== index);
    const moved = others.map(({ input, label }) => ({ input, label: label - (label > index) }));
    this.change(this.names.toSpliced(index, 1), moved);
  }

  addExample(label) {
    const { input } = this;
    if (!input) return this.complain(phrase("Draw it first."));
    const most = this.props.most_examples;
    if (this.examples.length >= most) {
      return this.complain(phrase(`${most} examples are the most; delete some first.`));
    }
    this.change(this.names, [...this.examples, { input, label }]);
    this.clear();
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

  // ---- The drawing ---------------------------------------------------------------------------------

  clear() {
    this.photo = null;
    this.pad.clear();
  }

  async usePhoto(field) {
    const [file] = field.files;
    field.value = "";
    if (!file) return;
    try {
      const photo = await smallPhoto(file);
      this.pad.clear();
      this.photo = photo;
      this.read();
    } catch {
      this.complain(phrase("This browser can't open that picture; use a PNG or JPEG."));
    }
  }

  async read() {
    const answer = await this.askToRead(() => this.question());
    if (!answer) return;
    if (answer.problem) return this.complain(answer.problem);
    this.input = answer.input;
    this.showAnswer(answer);
  }

  question() {
    const revision = this.pad.revision;
    if (this.photo) return { revision, photo: this.photo };
    return { revision, picture: this.pad.blank ? "" : this.pad.toDataURL() };
  }

  // ---- What is shown -------------------------------------------------------------------------------

  complain(sentence) {
    write(this.find(".problem"), sentence);
  }

  get invitation() {
    if (this.names.length < this.props.least) return phrase("Name at least two symbols.");
    return this.ready ? phrase("Draw a symbol.") : phrase("Draw at least one of each symbol.");
  }

  show() {
    const { names, examples } = this;
    const counts = names.map((_, index) => examples.filter(({ label }) => label === index).length);
    const rows = names.map((name, index) => this.symbolRow(name, index, counts[index]));
    this.find(".classes").replaceChildren(...rows);
    newShares(this.find(".shares"), names);
    this.find(".kept").hidden = !names.length;
    const drop = (index) => this.change(names, examples.toSpliced(index, 1));
    showGallery(this.find(".gallery"), examples, names, drop);
  }

  symbolRow(own, index, count) {
    const item = document.createElement("li");
    const add = document.createElement("button");
    add.type = "button";
    add.className = "add";
    add.textContent = phrase(`This is ${own}`);
    add.addEventListener("click", () => this.addExample(index));
    const counted = document.createElement("span");
    counted.className = "count";
    counted.textContent = `${count}`;
    counted.title = plural(count, `${count} example`, `${count} examples`);
    const drop = document.createElement("button");
    drop.type = "button";
    drop.textContent = "×";
    drop.ariaLabel = phrase(`Remove ${own} and its examples`);
    drop.addEventListener("click", () => this.dropSymbol(index));
    const hint = document.createElement("kbd");
    hint.textContent = KEYS[index] ?? "";
    item.append(add, counted, hint, drop);
    return item;
  }

  showAnswer({ answer, input, label, sentence, shares }) {
    const block = this.find(".read");
    Object.assign(block.dataset, { label, answer });
    const read = input && this.ready;
    write(block.querySelector(".glyph"), read ? label || "?" : "");
    write(block.querySelector(".sentence"), read ? sentence : this.invitation);
    showShares(this.find(".shares"), shares);
  }
}
