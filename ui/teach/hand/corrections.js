// @ts-check
// "No, it's a 4": corrections become examples, and the server's head for this visitor learns them.

import { ask, asker, LONG } from "../../ask/ask.js";
import { say, t } from "../../languages/messages.js";
import { newButton } from "../../parts/button.js";
import { publish, subscribe } from "../../parts/topics.js";
import { download, encode } from "../archive.js";
import { showGallery } from "../gallery.js";
import { Store } from "../store.js";
import { whenPressedTwice } from "../twice.js";

// To a hundredth, for a head may cost two tenths at most.
const exactly = (share) => t("percent_2", { value: Math.floor(10_000 * share + 0.5) / 100 });

export function mount({ element, props, server }) {
  new Corrections(element, props, server).listen();
}

class Corrections {
  input = ""; // of the digit that the reading view shows
  dataset = null;
  doubtful = [];
  store = new Store("hand");

  constructor(element, { class_names: names, most }, server) {
    this.block = element.querySelector(".corrections");
    this.find = (selector) => this.block.querySelector(selector);
    Object.assign(this, { names, most, server });
    this.askToPrepare = asker(server.prepare);
    this.askToLearn = asker(server.learn, { patience: LONG });
    this.askMeter = asker(server.measure, { patience: LONG });
  }

  listen() {
    const acts = {
      toggle: () => this.keep({ ...this.kept, off: !this.kept.off }),
      export: () => this.save(),
    };
    for (const [name, act] of Object.entries(acts)) {
      this.find(`[data-do=${name}]`).addEventListener("click", act);
    }
    const reset = () => this.keep({ examples: [], off: false });
    whenPressedTwice(this.find("[data-do=reset]"), t("delete_all"), reset);
    const open = this.find("#correct");
    open.addEventListener("click", () => this.offer(this.find(".choices").hidden));
    for (const name of ["pointerenter", "focus"]) {
      open.addEventListener(name, () => this.askToPrepare(() => ({})), { once: true });
    }
    const file = this.find("input[type=file]");
    file.addEventListener("change", () => this.load(file));
    subscribe("shown", ({ digit }) => {
      this.input = digit.input ?? "";
      open.disabled = !this.input;
    });
    subscribe("network", ({ dataset }) => this.follow(dataset));
  }

  // ---- What is kept: for each data set the examples, and whether they are left alone ---------------

  get kept() {
    return this.store.read()[this.dataset] ?? { examples: [], off: false };
  }

  keep(content) {
    this.store.write({ ...this.store.read(), [this.dataset]: content });
    this.learn();
  }

  // The page was opened, or another network reads now: what is kept is learned again.
  follow(dataset) {
    this.dataset = dataset;
    this.doubtful = [];
    this.offer(false);
    this.find(".choices").replaceChildren(
      ...this.names[dataset].map((_, label) => this.choice(label)),
    );
    if (this.kept.examples.length) this.learn();
    else this.show();
  }

  choice(label) {
    return newButton(this.names[this.dataset][label].called, () => this.correct(label));
  }

  offer(yes) {
    this.find(".choices").hidden = !yes;
    this.find("#correct").setAttribute("aria-expanded", yes);
  }

  correct(label) {
    const { input, most } = this;
    this.offer(false);
    const others = this.kept.examples.filter((example) => example.input !== input);
    if (others.length < most) this.keep({ examples: [...others, { input, label }], off: false });
    else this.tell(t("corrections_full", { most }));
  }

  // ---- The server learns ---------------------------------------------------------------------------

  async learn() {
    const answer = await this.askToLearn(() => {
      const { examples, off } = this.kept;
      return { dataset: this.dataset, examples: off ? [] : examples };
    });
    if (!answer) return;
    if (answer.problem) return this.tell(answer.problem);
    if (answer.dataset !== this.dataset) return; // another one was chosen: its own are learned
    this.doubtful = answer.contradicting;
    this.show();
    this.block.dataset.count = answer.count;
    publish("taught", { count: answer.count });
    if (answer.count) this.measure();
  }

  async measure() {
    const found = await this.askMeter(() => ({ examples: this.kept.examples }));
    if (!found || found.problem) return;
    const { after, before, examples } = found;
    const mine = t("hand_on_examples", { after, examples, before });
    say(this.find(".meter .own"), mine);
    say(this.find(".meter .tests"), testWords(found));
  }

  // ---- What is shown -------------------------------------------------------------------------------

  tell(message) {
    say(this.find(".sign"), message);
  }

  show() {
    const { examples, off } = this.kept;
    const count = examples.length;
    const on = count > 0 && !off;
    this.block.dataset.on = on;
    this.find(".mine").hidden = !count && !this.find(".mine").open;
    this.find("[data-do=toggle]").disabled = !count;
    const other = off ? t("read_with_examples") : t("read_without_examples");
    say(this.find("[data-do=toggle]"), other);
    say(this.find("summary"), t("my_examples_count", { count }));
    this.tell(on ? this.sign(count) : "");
    if (!on) for (const part of this.find(".meter").children) say(part, "");
    const drop = (index) => this.keep({ examples: examples.toSpliced(index, 1), off });
    const { doubtful } = this;
    const names = this.names[this.dataset].map(({ called }) => called);
    showGallery(this.find(".gallery"), examples, names, drop, { doubtful });
  }

  sign(count) {
    const hand = t("reads_with_hand", { count });
    if (!this.doubtful.length) return hand;
    return t("hand_contradicts", { hand });
  }

  // ---- Files ---------------------------------------------------------------------------------------

  async save() {
    const answer = await ask(this.server.export, { examples: this.kept.examples });
    if (answer.problem) return this.tell(answer.problem);
    download("my-examples.zip", "application/zip", answer.archive);
  }

  async load(field) {
    const [file] = field.files;
    if (!file) return;
    const archive = await encode(file);
    field.value = "";
    const answer = await ask(this.server.parsed_archive, { archive });
    if (answer.problem) return this.tell(answer.problem);
    const { examples } = this.kept;
    const known = new Set(examples.map(({ input }) => input));
    const fresh = answer.examples.filter(({ input }) => !known.has(input));
    this.keep({ examples: [...examples, ...fresh].slice(0, this.most), off: false });
  }
}

function testWords({ tests: total, tests_after: right, tests_before: usual }) {
  const [after, before] = [right, usual].map(exactly);
  return t("hand_on_tests", { after, total, before });
}
