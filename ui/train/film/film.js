// @ts-check
// Plays the training of the latest run: the reading of the drawing, twenty samples, the first layer and the
// confusion at each moment. The frames stay in the page.

import { fromHalf } from "../../device/half.js";
import { best, Network, softmax } from "../../device/network.js";
import { say, t, words } from "../../languages/messages.js";
import { latest, subscribe } from "../../parts/topics.js";
import { bytes } from "../../pixels/paint.js";
import { drawConfusion, drawReading, drawSamples, drawUnits } from "./pictures.js";
import { record } from "./save.js";

const FRAME_TIME = 90; // milliseconds of a frame while it plays

/**
 * @typedef {{ number: number, epoch: number, weights: Uint8Array, confusion: number[][], answers: number[] }} Frame
 */
/** @import { Description } from "../../device/network.js" */
/** @typedef {Description & { samples: Uint8Array, labels: number[], classes: Words[], frames: number }} Opening */

/** @param {Mounted} part */
export function mount({ element }) {
  const film = new Film(element.querySelector(".film-panel"));
  subscribe("training", ({ film: value }) => value && film.add(value));
  subscribe("answer", () => film.show());
  new ResizeObserver(() => film.show()).observe(film.panel); // also when the tab is opened
}

class Film {
  run = 0;
  /** @type {Frame[]} */
  frames = [];
  /** @type {Opening} */
  opening;
  /** @type {number} */
  timer;

  /** @param {HTMLElement} panel */
  constructor(panel) {
    this.panel = panel;
    this.slider = panel.querySelector("input");
    this.words = panel.querySelector(".film-words");
    this.caption = panel.querySelector("figcaption");
    this.playButton = panel.querySelector(".film-play");
    /** @type {HTMLButtonElement} */
    this.saveButton = panel.querySelector(".film-save");
    this.canvases = ["drawing", "samples", "units", "confusion"].map(
      (name) => /** @type {HTMLCanvasElement} */ (panel.querySelector(`.film-${name}`)),
    );
    this.slider.addEventListener("input", () => {
      this.pause();
      this.show();
    });
    this.playButton.addEventListener("click", () => (this.timer ? this.pause() : this.play()));
    this.saveButton.addEventListener("click", () => this.save());
    this.pause();
  }

  /** @param {Json} value */
  add({ run, opening, frames }) {
    if (opening && run !== this.run) {
      this.run = run;
      this.frames = [];
      this.opening = { ...opening, samples: bytes(opening.samples) };
      this.pause();
    }
    const follows = this.slider.value === this.slider.max && !this.timer;
    for (const frame of frames) {
      this.frames.push({ ...frame, weights: bytes(frame.weights) });
    }
    this.panel.hidden = !this.frames.length;
    this.slider.max = String(Math.max(0, this.frames.length - 1));
    if (follows) this.slider.value = this.slider.max;
    this.show();
  }

  play() {
    if (this.slider.value === this.slider.max) this.slider.value = "0";
    this.timer = setInterval(() => this.next(), FRAME_TIME);
    this.mark(true);
    this.show();
  }

  pause() {
    clearInterval(this.timer);
    this.timer = 0;
    this.mark(false);
  }

  /** @param {boolean} plays */
  mark(plays) {
    this.playButton.setAttribute("aria-pressed", String(plays));
    say(this.playButton, plays ? t("film_pause") : t("film_play"), "aria-label");
  }

  next() {
    if (this.slider.value === this.slider.max) return this.pause();
    this.slider.value = String(Number(this.slider.value) + 1);
    this.show();
  }

  // The levels of an input.
  get size() {
    return this.opening.shape.reduce((product, side) => product * side, 1);
  }

  // The input of the drawing or picture, if such a network takes it.
  get drawn() {
    const answer = /** @type {Partial<Reading> | undefined} */ (latest("answer"));
    const levels = answer?.input ? bytes(answer.input) : null;
    return levels?.length === this.size ? levels : null;
  }

  show() {
    const frame = this.frames[Number(this.slider.value)];
    if (!frame || !this.panel.offsetParent) return; // nothing is computed on another tab
    const { opening } = this;
    const { layers, labels, samples, shape, classes } = opening;
    say(this.caption, this.drawn ? t("film_drawing") : t("film_first_sample"));
    const weights = fromHalf(frame.weights);
    const input = this.drawn ?? samples.subarray(0, this.size);
    const read = softmax(new Network(opening, weights).logits(input));
    const { answers } = frame;
    const right = answers.filter((answer, i) => answer === labels[i]).length;
    const [drawing, tiles, units, confusion] = this.canvases;
    drawReading(drawing, input, shape, read, classes.map(words));
    drawSamples(tiles, samples, shape, labels, answers);
    drawUnits(units, weights, layers[0], shape);
    drawConfusion(confusion, frame.confusion);
    const index = best(read);
    const share = Math.round(100 * read[index]);
    const label = classes[index];
    const values = { run: this.run, epoch: frame.epoch, label, share, right, count: labels.length };
    const sentence = Number.isFinite(share) ? t("film_words", values) : t("film_no_number");
    say(this.words, sentence);
    say(this.slider, sentence, "aria-valuetext");
    this.panel.dataset.label = String(index);
    this.panel.dataset.right = String(right);
    this.panel.dataset.epoch = String(frame.epoch);
  }

  // As a WebM of all frames.
  async save() {
    this.pause();
    this.saveButton.disabled = true;
    this.slider.value = "0";
    const last = Number(this.slider.max);
    await record(this.canvases, last + 1, FRAME_TIME, (number) => {
      this.slider.value = String(number);
      this.show();
    });
    this.saveButton.disabled = false;
  }
}
