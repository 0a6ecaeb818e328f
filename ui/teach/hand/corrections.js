// @ts-check
// "No, it's a 4": corrections become examples, from which the server trains a last layer for this visitor.

import { ask, asker, LONG } from "../../ask/ask.js";
import { say, t } from "../../languages/messages.js";
import { newButton } from "../../parts/button.js";
import { publish, subscribe } from "../../parts/topics.js";
import { download, encode } from "../archive.js";
import { showGallery } from "../gallery.js";
import { Store } from "../store.js";
import { whenPressedTwice } from "../twice.js";

// In hundredths, since corrections may cost two tenths of a percent at most.
/** @param {number} share */
const exactly = (share) => t("percent_2", { value: Math.floor(10_000 * share + 0.5) / 100 });

/** @param {Mounted} part */
export function mount({ element, props, server }) {
  new Corrections(element, props, server).listen();
}

/** @typedef {{ examples: Example[], off: boolean }} Corrected whether the examples are switched off */

class Corrections {
  input = ""; // of the digit that the reading view shows
  /** @type {string | null} */
  dataset = null;
  /** @type {number[]} */
  doubtful = []; // indices of examples
  store = new Store("hand");

  /**
   * @param {HTMLElement} element
   * @param {Json} props
   * @param {Record<string, Call>} server
   */
  constructor(element, { class_names: names, most }, server) {
    this.block = element.querySelector(".corrections");
    /** @type {Find} */
    this.find = (selector) => this.block.querySelector(selector);
    /** @type {Record<string, { label: string, called: Words }[]>} */
    this.names = names; // of the classes, by data set
    /** @type {number} */
    this.most = most; // examples
    this.server = server;
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
    /** @type {HTMLButtonElement} */
    const open = this.find("#correct");
    open.addEventListener("click", () => this.offer(this.find(".choices").hidden === true));
    for (const name of ["pointerenter", "focus"]) {
      open.addEventListener(name, () => this.askToPrepare(() => ({})), { once: true });
    }
    /** @type {HTMLInputElement} */
    const file = this.find("input[type=file]");
    file.addEventListener("change", () => this.load(file));
    subscribe("shown", ({ digit }) => {
      this.input = digit.input ?? "";
      open.disabled = !this.input;
    });
    subscribe("network", ({ dataset }) => this.follow(dataset));
  }

  // ---- What is stored ------------------------------------------------------------------------------

  /** @returns {Corrected} */
  get kept() {
    return this.store.read()[this.dataset] ?? { examples: [], off: false };
  }

  /** @param {Corrected} content */
  keep(content) {
    this.store.write({ ...this.store.read(), [this.dataset]: content });
    this.learn();
  }

  // Another network reads: it learns the stored examples of its data set.
  /** @param {string} dataset */
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

  /** @param {number} label */
  choice(label) {
    return newButton(this.names[this.dataset][label].called, () => this.correct(label));
  }

  /** @param {boolean} yes */
  offer(yes) {
    this.find(".choices").hidden = !yes;
    this.find("#correct").setAttribute("aria-expanded", String(yes));
  }

  /** @param {number} label */
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
    if (answer.dataset !== this.dataset) return; // an answer for an earlier one
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

  /** @param {Words} message */
  tell(message) {
    say(this.find(".sign"), message);
  }

  show() {
    const { examples, off } = this.kept;
    const count = examples.length;
    const on = count > 0 && !off;
    this.block.dataset.on = String(on);
    /** @type {HTMLDetailsElement} */
    const mine = this.find(".mine");
    mine.hidden = !count && !mine.open;
    /** @type {HTMLButtonElement} */
    const toggle = this.find("[data-do=toggle]");
    toggle.disabled = !count;
    say(toggle, off ? t("read_with_examples") : t("read_without_examples"));
    say(this.find("summary"), t("my_examples_count", { count }));
    this.tell(on ? this.sign(count) : "");
    if (!on) for (const part of this.find(".meter").children) say(part, "");
    const drop = (/** @type {number} */ index) =>
      this.keep({ examples: examples.toSpliced(index, 1), off });
    const { doubtful } = this;
    const names = this.names[this.dataset].map(({ called }) => called);
    showGallery(this.find(".gallery"), examples, names, drop, { doubtful });
  }

  /** @param {number} count */
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

  /** @param {HTMLInputElement} field */
  async load(field) {
    const [file] = field.files;
    if (!file) return;
    const archive = await encode(file);
    field.value = "";
    const answer = await ask(this.server.parsed_archive, { archive });
    if (answer.problem) return this.tell(answer.problem);
    const { examples } = this.kept;
    const known = new Set(examples.map(({ input }) => input));
    const fresh = answer.examples.filter((/** @type {Example} */ { input }) => !known.has(input));
    this.keep({ examples: [...examples, ...fresh].slice(0, this.most), off: false });
  }
}

/** @param {Answer} found */
function testWords({ tests: total, tests_after: right, tests_before: usual }) {
  const [after, before] = [right, usual].map(exactly);
  return t("hand_on_tests", { after, total, before });
}
