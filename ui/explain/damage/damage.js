// @ts-check
// Sliders that damage the network's input. One answer covers all values of a slider, so that moving it is fast.

import { say, t } from "../../languages/messages.js";
import { percent } from "../../parts/percent.js";
import { bytes, paintInput } from "../../pixels/paint.js";

const [CURVE_WIDTH, CURVE_HEIGHT] = [300, 100]; // in the units of its viewBox

/** @typedef {{ name: Message, labels: string[], shares: number[] }} Said by one network, for each value */
/**
 * @typedef {{ answer: string, names: Record<string, Words>, values: number[], pictures: string,
 *   said: Said[] }} Sweep
 */
/** @typedef {{ label: string, start: number, length: number }} Run */

export class Damage {
  /** @type {string | null} */
  input = null; // what is damaged, in base64
  /** @type {Shape | null} */
  shape = null;
  kind = "rotate"; // of the slider that was moved last
  /** @type {{ question: string, answer: Sweep } | null} */
  known = null;
  networks = 0; // counts the changes of the network

  /**
   * @param {HTMLElement} section
   * @param {Asker} ask
   */
  constructor(section, ask) {
    this.ask = ask;
    /** @type {Find} */
    this.find = (selector) => section.querySelector(selector);
    this.sliders = [...section.querySelectorAll("input")];
    for (const slider of this.sliders) {
      slider.addEventListener("input", () => this.move(slider.name));
    }
    this.find(".undamaged").addEventListener("click", () => this.undo());
    this.tellAmounts();
  }

  // Damage another picture.
  /**
   * @param {string} input
   * @param {Shape} shape
   */
  follow(input, shape) {
    this.input = input;
    this.shape = shape;
    // Photographs have no strokes to thicken.
    if (!this.sliders.find(({ name }) => name === this.kind).offsetParent) this.kind = "rotate";
    this.show();
  }

  // The next question is for another network.
  forget() {
    this.known = null;
    this.networks += 1;
  }

  /** @param {string} kind */
  move(kind) {
    this.kind = kind;
    this.tellAmounts();
    this.show();
  }

  undo() {
    for (const slider of this.sliders) slider.value = slider.dataset.usual;
    this.tellAmounts();
    this.show();
  }

  tellAmounts() {
    for (const slider of this.sliders) {
      const text = `${slider.value.replace("-", "−")}${slider.dataset.unit}`;
      say(/** @type {HTMLElement} */ (slider.nextElementSibling), text);
      slider.setAttribute("aria-valuetext", text);
    }
  }

  // The value of the moved slider is left out, since the answer is about all of its values.
  question() {
    const offered = this.sliders.filter((slider) => slider.offsetParent);
    const others = offered.filter(({ name }) => name !== this.kind);
    const damage = Object.fromEntries(others.map(({ name, value }) => [name, Number(value)]));
    return { input: this.input, kind: this.kind, damage };
  }

  async show() {
    if (!this.input) return;
    if (this.isKnown()) return this.paint(this.known.answer);
    const { networks } = this;
    /** @type {object} */
    let question;
    const answer = await this.ask(() => {
      question = this.question();
      return question;
    });
    if (!answer || answer.problem || networks !== this.networks) return;
    this.known = { question: JSON.stringify(question), answer };
    if (this.isKnown()) return this.paint(answer);
    this.show(); // the sliders have changed since
  }

  isKnown() {
    return this.known?.question === JSON.stringify(this.question());
  }

  /** @param {Sweep} sweep */
  paint({ answer, names, values, pictures, said }) {
    const slider = this.sliders.find(({ name }) => name === this.kind);
    const distances = values.map((value) => Math.abs(value - slider.valueAsNumber));
    const at = distances.indexOf(Math.min(...distances));
    /** @type {HTMLCanvasElement} */
    const canvas = this.find(".damaged-input");
    const size = this.shape.reduce((product, side) => product * side);
    paintInput(canvas, bytes(pictures).subarray(at * size, (at + 1) * size), this.shape);
    const title = /** @type {HTMLElement} */ (slider.previousElementSibling);
    const name = t(title.dataset.t);
    say(this.find("figcaption"), t("damage_curve", { name, answer: names[answer] }));
    this.find(".said").replaceChildren(...said.map((one) => sentence(one, at, answer, names)));
    this.find("svg").innerHTML = curves(said, at);
    const all = said.flatMap((one) => inWords(one, values, names));
    say(this.find("svg"), all, "aria-label");
    this.find(".turns").replaceChildren(...said.map((one) => strip(one, names)));
    this.find(".sweep").dataset.kind = this.kind;
  }
}

// How one network reads the picture that is shown.
/** @type {(said: Said, at: number, answer: string, names: Record<string, Words>) => HTMLElement} */
function sentence({ name, labels, shares }, at, answer, names) {
  const item = document.createElement("li");
  const label = labels[at];
  const share = percent(shares[at]);
  const values = { name, label: names[label], answer: names[answer], share };
  if (label === answer) say(item, t("network_reads", values));
  else if (label) say(item, t("network_reads_other", values));
  else say(item, t("network_refuses", values));
  item.dataset.label = label;
  item.classList.toggle("changed", label !== answer);
  return item;
}

// The point of each value is in the middle of its part of the width, as in the strips below.
/** @type {(said: Said[], at: number) => string} */
function curves(said, at) {
  const step = CURVE_WIDTH / said[0].shares.length;
  const x = (at + 0.5) * step;
  const lines = said.map(({ shares }, index) => {
    const corners = shares.map(
      (share, i) => `${((i + 0.5) * step).toFixed(1)},${CURVE_HEIGHT - share * CURVE_HEIGHT}`,
    );
    return `<polyline class="network-${index}" points="${corners.join(" ")}" />`;
  });
  return `<line x1="${x}" x2="${x}" y1="0" y2="${CURVE_HEIGHT}" />${lines.join("")}`;
}

// Neighbouring values with the same answer.
/** @param {string[]} labels */
function runs(labels) {
  /** @type {Run[]} */
  const found = [];
  labels.forEach((label, start) => {
    if (found.at(-1)?.label === label) found.at(-1).length += 1;
    else found.push({ label, start, length: 1 });
  });
  return found;
}

// A row of answers below the curve, each as wide as its range of values.
/** @type {(said: Said, names: Record<string, Words>) => HTMLElement} */
function strip({ name, labels }, names) {
  const row = document.createElement("li");
  const title = document.createElement("b");
  say(title, name);
  row.append(title, ...runs(labels).map((run) => segment(run, names)));
  return row;
}

/** @type {(run: Run, names: Record<string, Words>) => HTMLElement} */
function segment({ label, length }, names) {
  const node = document.createElement("span");
  say(node, names[label] ?? "–");
  node.style.flexGrow = String(length);
  return node;
}

// The answers of one network for all values, as a list of messages.
/** @type {(said: Said, values: number[], names: Record<string, Words>) => Words[]} */
function inWords({ name, labels }, values, names) {
  const parts = runs(labels).map(({ label, start, length }) => {
    const [first, last] = [values[start], values[start + length - 1]];
    if (!label) return t("refused_range", { first, last });
    return t("label_range", { label: names[label], first, last });
  });
  return [name, ...parts];
}
