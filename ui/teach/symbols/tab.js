// @ts-check
// Symbols of one's own, from a few drawings of each.

import { asker } from "../../ask/ask.js";
import { firstKey } from "../../ask/connection.js";
import { t } from "../../languages/messages.js";
import { smallPhoto, UNOPENED } from "../photo.js";
import { Store } from "../store.js";
import { newRow } from "../taught/row.js";
import { Taught } from "../taught/taught.js";
import { Pad } from "./pad.js";

const SYMBOL_KEYS = "123456789"; // of the first nine symbols

/** @param {Mounted} part */
export function mount({ element, props, server }) {
  new Symbols(element, props, server).listen();
}

class Symbols extends Taught {
  photo = ""; // shown instead of a drawing

  /**
   * @param {HTMLElement} element
   * @param {Json} props
   * @param {Record<string, Call>} server
   */
  constructor(element, props, server) {
    super(element, props, server, new Store("symbols"));
    this.askToRead = asker(server.read_symbol);
    this.pad = new Pad(this.find("canvas"), () => {
      this.photo = "";
      this.read();
    });
  }

  get words() {
    const { most } = this.props;
    return {
      nameless: t("symbol_needs_name"),
      tooMany: t("too_many_symbols", { most }),
      unnamed: t("name_two_symbols"),
      untaught: t("draw_each_symbol"),
      ready: t("draw_symbol"),
    };
  }

  listen() {
    super.listen();
    /** @type {HTMLInputElement} */
    const file = this.find("input[type=file]");
    file.addEventListener("change", () => this.usePhoto(file));
    this.find("canvas").addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const index = SYMBOL_KEYS.indexOf(event.key);
      if (event.key.toLowerCase() === "c") this.clear();
      else if (index >= 0 && index < this.names.length) this.addShown(index);
    });
    firstKey.then(() => this.teach());
  }

  /** @param {number} label */
  addShown(label) {
    const { input } = this;
    if (!input) return this.complain(t("draw_first"));
    const most = this.props.most_examples;
    if (this.examples.length >= most) {
      return this.complain(t("examples_full", { most }));
    }
    this.change(this.names, [...this.examples, { input, label }]);
    this.clear();
  }

  // ---- The drawing ---------------------------------------------------------------------------------

  clear() {
    this.photo = this.input = "";
    this.pad.clear();
    this.read();
  }

  /** @param {HTMLInputElement} field */
  async usePhoto(field) {
    const [file] = field.files;
    field.value = "";
    if (!file) return;
    const photo = await smallPhoto(file);
    if (!photo) return this.complain(UNOPENED);
    this.pad.clear();
    this.photo = photo;
    this.read();
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

  /** @type {Taught["row"]} */
  row(own, index, count) {
    const hint = document.createElement("kbd");
    hint.textContent = SYMBOL_KEYS[index] ?? "";
    return newRow(own, {
      count,
      counted: t("example_count", { count }),
      removal: t("remove_symbol", { own }),
      beside: hint,
      add: () => this.addShown(index),
      drop: () => this.dropName(index),
    });
  }
}
