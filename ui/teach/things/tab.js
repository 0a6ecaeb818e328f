// Things of one's own, from a few photos of each.

import { asker } from "../../ask/ask.js";
import { key } from "../../ask/visitor.js";
import { phrase } from "../../languages/phrase.js";
import { write } from "../../parts/write.js";
import { TakeHome } from "../../take_home/panel.js";
import { download, encode } from "../archive.js";
import { showGallery } from "../gallery.js";
import { smallPhoto } from "../photo.js";
import { Proof } from "../proof.js";
import { newShares, showShares } from "../shares.js";
import { Store } from "../store.js";
import { Frame, paintPhoto } from "./frame.js";
import { newRow } from "./row.js";

const UNOPENED = phrase("This browser can't open that picture; use a PNG or JPEG.");
const tooMany = (most) => phrase(`At most ${most} things can be taught.`);

export function mount({ element, props, server }) {
  new Things(element, props, server).listen();
}

class Things {
  store = new Store("things");
  input = ""; // what the network would get of the photo that is shown

  constructor(element, props, server) {
    this.block = element.querySelector(".taught");
    this.find = (selector) => this.block.querySelector(selector);
    Object.assign(this, { props, server });
    this.askToRead = asker(server.read_thing);
    this.askToTeach = asker(server.teach);
    this.home = new TakeHome(this.find(".take-home"), props, server.take_home);
    this.proof = new Proof(this.find(".proof"));
    this.frame = new Frame(this.find(".board"), (file) => this.showPhoto(file));
    const { names = [], examples = [] } = this.store.read();
    Object.assign(this, { names, examples });
  }

  listen() {
    this.find("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.addThing(this.find("#things-name"));
    });
    const acts = {
      clear: () => this.clear(),
      forget: () => this.change([], []),
      save: () => this.save(),
    };
    for (const [name, act] of Object.entries(acts)) {
      this.find(`[data-do=${name}]`).addEventListener("click", act);
    }
    const archive = this.find(".archive input");
    archive.addEventListener("change", () => this.open(archive));
    this.show();
    // The network loads when somebody first looks, or has taught it before.
    const begin = () => this.begin();
    document.addEventListener("digitpad:teach", ({ detail }) => detail === "things" && begin());
    if (document.body.dataset.teach === "things") begin();
  }

  async begin() {
    if (this.begun) return;
    this.begun = true;
    await this.call("get_ready", {});
    this.teach();
  }

  // A question of which every answer matters, however long it takes.
  async call(name, question) {
    try {
      return await this.server[name]({ key: await key, ...question });
    } catch {
      return { problem: phrase("The server did not answer; try again.") };
    }
  }

  // ---- What is taught ------------------------------------------------------------------------------

  addThing(field) {
    const name = field.value.trim();
    const own = name;
    const { most, longest } = this.props;
    if (!name) return this.complain(phrase("Give the thing a name first."));
    if (name.length > longest)
      return this.complain(phrase(`A name has at most ${longest} characters.`));
    if (this.names.includes(name)) return this.complain(phrase(`There is a ${own} already.`));
    if (this.names.length >= most) return this.complain(tooMany(most));
    field.value = "";
    this.change([...this.names, name], this.examples);
  }

  dropThing(index) {
    const others = this.examples.filter(({ label }) => label !== index);
    const moved = others.map(({ input, label }) => ({ input, label: label - (label > index) }));
    this.change(this.names.toSpliced(index, 1), moved);
  }

  addShown(label) {
    if (!this.input) return this.complain(phrase("Show it a photo first."));
    if (this.addInputs([{ input: this.input, label }])) this.clear();
  }

  // A photo that is there already is what it is called last; says whether there was room for all.
  addInputs(examples, names = this.names) {
    const { most_photos: most } = this.props;
    const called = new Map(
      [...this.examples, ...examples].map(({ input, label }) => [input, label]),
    );
    const all = [...called].map(([input, label]) => ({ input, label }));
    this.change(names, all.slice(0, most));
    if (all.length > most) this.complain(phrase(`${most} photos are the most; delete some first.`));
    return all.length <= most;
  }

  async addFiles(label, files) {
    const name = this.names[label];
    const found = [];
    let wrong = "";
    for (const [index, file] of files.entries()) {
      const [number, count] = [index + 1, files.length];
      write(this.find(".busy"), phrase(`Photo ${number} of ${count} …`));
      const { input, problem } = await this.lookAt(file);
      if (input) found.push(input);
      else wrong = problem;
    }
    write(this.find(".busy"), "");
    // Another thing may have been removed meanwhile.
    const now = this.names.indexOf(name);
    if (now >= 0 && found.length) this.addInputs(found.map((input) => ({ input, label: now })));
    if (wrong) this.complain(wrong);
  }

  // The network input of a file, or a sentence why there is none.
  async lookAt(file) {
    const photo = await smallPhoto(file).catch(() => null);
    if (!photo) return { problem: UNOPENED };
    return this.call("read_thing", { photo, revision: 0 });
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

  // ---- The photo that is read ----------------------------------------------------------------------

  async showPhoto(file) {
    const photo = await smallPhoto(file).catch(() => null);
    if (!photo) return this.complain(UNOPENED);
    this.complain("");
    this.frame.show(photo);
    this.read();
  }

  clear() {
    this.frame.show("");
    this.read();
  }

  async read() {
    const { photo, revision } = this.frame;
    const nothing = { answer: revision, input: "", label: "", shares: [] };
    this.input = "";
    if (!photo) return this.showAnswer(nothing);
    this.find(".answer").classList.add("digitpad-stale"); // until the answer to this photo is there
    const answer = await this.askToRead(() => ({ photo, revision }));
    if (!answer || this.frame.revision !== revision) return;
    if (answer.problem) this.complain(answer.problem);
    else this.input = answer.input;
    this.showAnswer(answer.problem ? nothing : answer);
  }

  // ---- Files ---------------------------------------------------------------------------------------

  async save() {
    const { names: classes, examples } = this;
    const answer = await this.call("save", { classes, examples });
    if (answer.problem) return this.complain(answer.problem);
    download("my-photos.zip", "application/zip", answer.archive);
  }

  async open(field) {
    const [file] = field.files;
    if (!file) return;
    const archive = await encode(file);
    field.value = "";
    const answer = await this.call("open_archive", { archive });
    if (answer.problem) return this.complain(answer.problem);
    const names = [...new Set([...this.names, ...answer.classes])];
    const { most } = this.props;
    if (names.length > most) return this.complain(tooMany(most));
    const label = (example) => names.indexOf(answer.classes[example.label]);
    this.addInputs(
      answer.examples.map((example) => ({ input: example.input, label: label(example) })),
      names,
    );
  }

  // ---- What is shown -------------------------------------------------------------------------------

  complain(sentence) {
    write(this.find(".problem"), sentence);
  }

  get invitation() {
    if (this.names.length < this.props.least) return phrase("Name at least two things.");
    return this.ready
      ? phrase("Show it a photo.")
      : phrase("Add at least one photo of each thing.");
  }

  show() {
    const { names, examples } = this;
    const rows = names.map((name, index) => {
      const count = examples.filter(({ label }) => label === index).length;
      return newRow(name, count, {
        add: () => this.addShown(index),
        addFiles: (files) => this.addFiles(index, files),
        drop: () => this.dropThing(index),
      });
    });
    this.find(".classes").replaceChildren(...rows);
    newShares(this.find(".shares"), names);
    const drop = (index) => this.change(names, examples.toSpliced(index, 1));
    showGallery(this.find(".gallery"), examples, names, drop, [], paintPhoto);
    this.block.dataset.taught = names.length > 0;
  }

  showAnswer({ answer, input, label, sentence, shares }) {
    const block = this.find(".read");
    this.find(".answer").classList.remove("digitpad-stale");
    Object.assign(block.dataset, { label, answer });
    const read = input && this.ready;
    write(block.querySelector(".glyph"), read ? label || "?" : "");
    write(block.querySelector(".sentence"), read ? sentence : this.invitation);
    showShares(this.find(".shares"), shares);
  }
}
