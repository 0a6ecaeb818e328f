// @ts-check
// Things of one's own, from a few photos of each.

import { ask, asker, LONG } from "../../ask/ask.js";
import { say, t } from "../../languages/messages.js";
import { subscribe } from "../../parts/topics.js";
import { download, encode } from "../archive.js";
import { smallPhoto, UNOPENED } from "../photo.js";
import { Store } from "../store.js";
import { newRow } from "../taught/row.js";
import { Taught } from "../taught/taught.js";
import { newFilesButton } from "./files_button.js";
import { Frame } from "./frame.js";

/** @param {Mounted} part */
export function mount({ element, props, server }) {
  new Things(element, props, server).listen();
}

class Things extends Taught {
  begun = false;

  /**
   * @param {HTMLElement} element
   * @param {Json} props
   * @param {Record<string, Call>} server
   */
  constructor(element, props, server) {
    super(element, props, server, new Store("things"));
    this.server = server;
    this.askToRead = asker(server.read_thing, { patience: LONG });
    this.frame = new Frame(this.find(".board"), (file) => this.showPhoto(file));
  }

  get words() {
    const { most } = this.props;
    return {
      nameless: t("thing_needs_name"),
      tooMany: t("too_many_things", { most }),
      unnamed: t("name_two_things"),
      untaught: t("add_photo_of_each"),
      ready: t("show_photo"),
    };
  }

  listen() {
    super.listen();
    this.whenPressed("save", () => this.save());
    /** @type {HTMLInputElement} */
    const archive = this.find(".archive input");
    archive.addEventListener("change", () => this.open(archive));
    // The server loads the network when things are first shown.
    subscribe("teach-kind", ({ kind }) => kind === "things" && this.begin());
  }

  async begin() {
    if (this.begun) return;
    this.begun = true;
    await ask(this.server.get_ready);
    this.teach();
  }

  // ---- What is taught ------------------------------------------------------------------------------

  /** @param {number} label */
  addShown(label) {
    if (!this.input) return this.complain(t("show_photo_first"));
    if (this.addInputs([{ input: this.input, label }])) this.clear();
  }

  // A known photo gets the new label; returns whether there was room for all.
  /** @type {(examples: Example[], names?: string[]) => boolean} */
  addInputs(examples, names = this.names) {
    const { most_photos: most } = this.props;
    const called = new Map(
      [...this.examples, ...examples].map(({ input, label }) => [input, label]),
    );
    const all = [...called].map(([input, label]) => ({ input, label }));
    this.change(names, all.slice(0, most));
    if (all.length > most) this.complain(t("photos_full", { most }));
    return all.length <= most;
  }

  /** @type {(label: number, files: File[]) => Promise<void>} */
  async addFiles(label, files) {
    const name = this.names[label];
    /** @type {string[]} */
    const found = [];
    /** @type {Words} */
    let wrong = "";
    for (const [index, file] of files.entries()) {
      const [number, count] = [index + 1, files.length];
      say(this.find(".busy"), t("photo_of_count", { number, count }));
      const { input, problem } = await this.lookAt(file);
      if (input) found.push(input);
      else wrong = problem;
    }
    say(this.find(".busy"), "");
    // A thing may have been removed since.
    const now = this.names.indexOf(name);
    if (now >= 0 && found.length) this.addInputs(found.map((input) => ({ input, label: now })));
    if (wrong) this.complain(wrong);
  }

  // The network's input for a file, or the problem with it.
  /** @param {File} file */
  async lookAt(file) {
    const photo = await smallPhoto(file);
    if (!photo) return { problem: UNOPENED };
    return ask(this.server.read_thing, { photo, revision: 0 });
  }

  // ---- The photo that is read ----------------------------------------------------------------------

  /** @param {File} file */
  async showPhoto(file) {
    const photo = await smallPhoto(file);
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
    /** @type {Answer} */
    const nothing = { answer: revision, input: "", label: "", shares: [] };
    this.input = "";
    if (!photo) return this.showAnswer(nothing);
    this.find(".answer").classList.add("digitpad-stale"); // until this photo is read
    const answer = await this.askToRead(() => ({ photo, revision }));
    if (!answer || this.frame.revision !== revision) return;
    if (answer.problem) this.complain(answer.problem);
    else this.input = answer.input;
    this.showAnswer(answer.problem ? nothing : answer);
  }

  // ---- Files ---------------------------------------------------------------------------------------

  async save() {
    const { names: classes, examples } = this;
    const answer = await ask(this.server.save, { classes, examples });
    if (answer.problem) return this.complain(answer.problem);
    download("my-photos.zip", "application/zip", answer.archive);
  }

  /** @param {HTMLInputElement} field */
  async open(field) {
    const [file] = field.files;
    if (!file) return;
    const archive = await encode(file);
    field.value = "";
    const answer = await ask(this.server.open_archive, { archive });
    if (answer.problem) return this.complain(answer.problem);
    /** @type {string[]} */
    const names = [...new Set([...this.names, ...answer.classes])];
    if (names.length > this.props.most) return this.complain(this.words.tooMany);
    /** @type {Example[]} */
    const examples = answer.examples;
    const relabelled = examples.map(({ input, label }) => ({
      input,
      label: names.indexOf(answer.classes[label]),
    }));
    this.addInputs(relabelled, names);
  }

  // ---- What is shown -------------------------------------------------------------------------------

  /** @type {Taught["row"]} */
  row(own, index, count) {
    return newRow(own, {
      count,
      counted: t("photo_count", { count }),
      removal: t("remove_thing", { own }),
      beside: newFilesButton(own, (files) => this.addFiles(index, files)),
      add: () => this.addShown(index),
      drop: () => this.dropName(index),
    });
  }

  /** @param {Answer} answer */
  showAnswer(answer) {
    this.find(".answer").classList.remove("digitpad-stale");
    super.showAnswer(answer);
  }
}
