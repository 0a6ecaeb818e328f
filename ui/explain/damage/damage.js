// @ts-check
// Sliders that damage what the network sees, and what both networks still say. An answer holds the pictures of
// one slider's whole way, so that the server is asked once for all of it.

import { say, t } from "../../languages/messages.js";
import { percent } from "../../parts/percent.js";
import { bytes, paintInput } from "../../pixels/paint.js";

const [CURVE_WIDTH, CURVE_HEIGHT] = [300, 100]; // in the units of its viewBox

export class Damage {
  input = null; // what is damaged, encoded
  shape = null; // of it
  kind = "rotate"; // of the slider that was moved last
  known = null; // { question, answer }: the newest sweep
  networks = 0; // that were asked so far

  constructor(section, ask) {
    this.ask = ask;
    this.find = (selector) => section.querySelector(selector);
    this.sliders = [...section.querySelectorAll("input")];
    for (const slider of this.sliders) {
      slider.addEventListener("input", () => this.move(slider.name));
    }
    this.find(".undamaged").addEventListener("click", () => this.undo());
    this.tellAmounts();
  }

  // Another picture is explained.
  follow(input, shape) {
    Object.assign(this, { input, shape });
    // Photographs have no strokes to thicken.
    if (!this.sliders.find(({ name }) => name === this.kind).offsetParent) this.kind = "rotate";
    this.show();
  }

  // Another network is asked from now on.
  forget() {
    this.known = null;
    this.networks += 1;
  }

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
      say(slider.nextElementSibling, text);
      slider.setAttribute("aria-valuetext", text);
    }
  }

  // The kind that is swept is left out: its slider moves along what is known.
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
    let question;
    const answer = await this.ask(() => {
      question = this.question();
      return question;
    });
    if (!answer || answer.problem || networks !== this.networks) return;
    this.known = { question: JSON.stringify(question), answer };
    if (this.isKnown()) return this.paint(answer);
    this.show(); // other sliders are in sight by now
  }

  isKnown() {
    return this.known?.question === JSON.stringify(this.question());
  }

  paint({ answer, names, values, pictures, said }) {
    const slider = this.sliders.find(({ name }) => name === this.kind);
    const distances = values.map((value) => Math.abs(value - slider.value));
    const at = distances.indexOf(Math.min(...distances));
    const canvas = this.find(".damaged-input");
    const size = this.shape.reduce((product, side) => product * side);
    paintInput(canvas, bytes(pictures).subarray(at * size, (at + 1) * size), this.shape);
    const name = t(slider.previousElementSibling.dataset.t);
    say(this.find("figcaption"), t("damage_curve", { name, answer: names[answer] }));
    this.find(".said").replaceChildren(...said.map((one) => sentence(one, at, answer, names)));
    this.find("svg").innerHTML = curves(said, at);
    const all = said.flatMap((one) => inWords(one, values, names));
    say(this.find("svg"), all, "aria-label");
    this.find(".turns").replaceChildren(...said.map((one) => strip(one, names)));
    this.find(".sweep").dataset.kind = this.kind;
  }
}

// What one network says of the picture that is shown.
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

// Each value has its place in the middle of its part of the width, as in the strips below.
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

// Neighbouring places with the same answer, as { label, start, length }.
function runs(labels) {
  const found = [];
  labels.forEach((label, start) => {
    if (found.at(-1)?.label === label) found.at(-1).length += 1;
    else found.push({ label, start, length: 1 });
  });
  return found;
}

// A line of answers below the curve, each as long as it lasts.
function strip({ name, labels }, names) {
  const row = document.createElement("li");
  const title = document.createElement("b");
  say(title, name);
  row.append(title, ...runs(labels).map((run) => segment(run, names)));
  return row;
}

function segment({ label, length }, names) {
  const node = document.createElement("span");
  say(node, names[label] ?? "–");
  node.style.flexGrow = length;
  return node;
}

// What one network says along the whole way, as a list of messages.
function inWords({ name, labels }, values, names) {
  const parts = runs(labels).map(({ label, start, length }) => {
    const [first, last] = [values[start], values[start + length - 1]];
    if (!label) return t("refused_range", { first, last });
    return t("label_range", { label: names[label], first, last });
  });
  return [name, ...parts];
}
