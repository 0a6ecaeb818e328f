// @ts-check
// One unit, number by number: what it gets, its weights, their products, the sum, and what comes out.

import { say, t } from "../../languages/messages.js";
import { bytes, paintSigned } from "../../pixels/paint.js";
import { line, outputName, shown, term } from "./table.js";

const SHOWN = 8; // the largest products in the table
const NETWORKS = ["first", "second"];

/**
 * @typedef {object} Trace of one unit (explain/trace/trace.py)
 * @property {string[]} networks
 * @property {number[]} sizes
 * @property {number} layer
 * @property {number} index
 * @property {number} wanted
 * @property {Words[]} classes
 * @property {string} inputs
 * @property {string} weights
 * @property {number[]} shape
 * @property {number} bias
 * @property {number} sum
 * @property {number} output
 * @property {string} activation
 * @property {number} gradient
 * @property {[number, number] | null} place
 */

export class UnitTrace {
  asked = newQuestion();
  input = ""; // in base64
  /** @type {Trace | null} */
  shown = null;
  /** @type {number | null} */
  pointed = null; // a product

  /**
   * @param {HTMLElement} section
   * @param {Asker} ask
   */
  constructor(section, ask) {
    this.ask = ask;
    /** @type {Find} */
    this.find = (selector) => section.querySelector(selector);
    this.section = section;
    /** @type {HTMLSelectElement} */
    this.layer = this.find(".trace-layer");
    /** @type {HTMLInputElement} */
    this.index = this.find(".trace-index");
    /** @type {HTMLSelectElement} */
    this.wanted = this.find(".trace-wanted");
    /** @type {HTMLCanvasElement} */
    this.products = this.find(".trace-products");
    this.listen();
  }

  listen() {
    this.layer.addEventListener("change", () => {
      const [network, layer] = this.layer.value.split(" ");
      this.choose({ network, layer: Number(layer), index: 0 });
    });
    this.index.addEventListener("input", () => {
      if (this.index.validity.valid && this.index.value) {
        this.choose({ index: Number(this.index.value) });
      }
    });
    this.wanted.addEventListener("change", () =>
      this.choose({ wanted: Number(this.wanted.value) }),
    );
    this.find(".surprise").addEventListener("click", () =>
      this.choose({ network: "first", surprise: true }),
    );
    this.products.addEventListener("pointermove", (event) => this.point(this.indexAt(event)));
    this.products.addEventListener("pointerdown", (event) => this.point(this.indexAt(event)));
    this.products.addEventListener("keydown", (event) => {
      const wide = this.products.width;
      const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -wide, ArrowDown: wide }[event.key];
      if (!by) return;
      event.preventDefault();
      this.point((this.pointed ?? 0) + by);
    });
  }

  /** @param {Partial<UnitTrace["asked"]>} change */
  choose(change) {
    this.asked = { ...this.asked, surprise: false, isHidden: false, ...change };
    this.pointed = null;
    this.show();
  }

  // Another picture, and the class that is asked about.
  /** @type {(input: string, wanted: number) => void} */
  follow(input, wanted) {
    this.input = input;
    if (!this.shown) this.asked.wanted = wanted;
    this.show();
  }

  // Another network reads.
  forget() {
    this.asked = newQuestion();
    this.shown = null;
    this.find(".trace-numbers").hidden = true;
  }

  async show() {
    if (!this.input) return;
    const answer = await this.ask(() => ({ ...this.asked, input: this.input }));
    if (!answer) return;
    if (answer.problem) return say(this.find(".trace-told"), answer.problem);
    const { layer, index } = answer;
    Object.assign(this.asked, { layer, index, isHidden: false });
    this.shown = answer;
    this.inputs = new Float32Array(bytes(answer.inputs).buffer);
    this.weights = new Float32Array(bytes(answer.weights).buffer);
    this.terms = this.inputs.map((value, i) => value * this.weights[i]);
    this.showChoices(answer);
    this.showPictures(answer);
    this.showTable(answer);
    this.tell(answer);
    this.find(".trace-numbers").hidden = false;
  }

  // ---- What is shown --------------------------------------------------------------------------------

  /** @param {Trace} trace */
  showChoices({ networks, sizes, layer, index, wanted, classes }) {
    const { network } = this.asked;
    const own = networks[NETWORKS.indexOf(network)];
    const options = NETWORKS.slice(0, networks.length).flatMap((name, i) =>
      name === network
        ? sizes.map((count, at) => newOption(`${name} ${at}`, layerName(own, at, count, sizes)))
        : [newOption(`${name} 0`, t("unit_trace_other", { network: networks[i] }))],
    );
    this.layer.replaceChildren(...options);
    this.layer.value = `${network} ${layer}`;
    this.index.max = String(sizes[layer] - 1);
    if (document.activeElement !== this.index) this.index.value = String(index);
    this.wanted.replaceChildren(...classes.map((name, i) => newOption(String(i), name)));
    this.wanted.value = String(wanted);
  }

  /** @param {Trace} trace */
  showPictures({ shape }) {
    const width = shape.length > 1 ? shape.at(-1) : Math.ceil(Math.sqrt(shape[0]));
    for (const [name, values] of /** @type {[string, Float32Array][]} */ ([
      [".trace-inputs", this.inputs],
      [".trace-weights", this.weights],
      [".trace-products", this.terms],
    ])) {
      paintSigned(/** @type {HTMLCanvasElement} */ (this.find(name)), signed(values), width);
    }
  }

  /** @param {Trace} trace */
  showTable(trace) {
    const order = [...this.terms.keys()];
    order.sort((one, other) => Math.abs(this.terms[other]) - Math.abs(this.terms[one]));
    const largest = order.slice(0, SHOWN);
    const rows = largest.map((i) => this.row(i));
    if (this.pointed !== null) {
      const row = this.row(this.pointed);
      row.className = "pointed";
      rows.unshift(row);
    }
    this.find(".trace-terms tbody").replaceChildren(...rows);
    const rest = order.slice(SHOWN).reduce((sum, i) => sum + this.terms[i], 0);
    const count = order.length - largest.length;
    this.find(".trace-terms tfoot").replaceChildren(
      ...(count ? [line("rest", t("unit_trace_rest", { count }), rest)] : []),
      line("bias", t("unit_trace_bias"), trace.bias),
      line("sum", t("unit_trace_sum"), trace.sum),
      line("output", outputName(trace), trace.output),
      line(
        "gradient",
        t("unit_trace_gradient", { label: trace.classes[trace.wanted] }),
        trace.gradient,
      ),
    );
  }

  /** @param {number} index */
  row(index) {
    const numbers = [this.inputs[index], this.weights[index], this.terms[index]];
    return term(index, this.shown.shape, numbers);
  }

  /** @param {Trace} trace */
  tell(trace) {
    const { sum, output, gradient, activation, wanted, classes } = trace;
    const { surprise } = this.asked;
    this.section.dataset.layer = String(trace.layer);
    this.section.dataset.index = String(trace.index);
    if (surprise) return say(this.find(".trace-told"), t("unit_trace_surprise"));
    const label = classes[wanted];
    const silent = activation === "relu" && sum <= 0;
    const should = gradient === 0 ? "stay" : gradient > 0 ? "fall" : "rise";
    say(
      this.find(".trace-told"),
      silent
        ? t("unit_trace_silent")
        : t("unit_trace_told", { output: shown(output), label, should }),
    );
  }

  // ---- Pointing at a product ------------------------------------------------------------------------

  /** @param {PointerEvent} event */
  indexAt({ clientX, clientY }) {
    const box = this.products.getBoundingClientRect();
    const column = Math.floor(((clientX - box.left) / box.width) * this.products.width);
    const row = Math.floor(((clientY - box.top) / box.height) * this.products.height);
    return row * this.products.width + column;
  }

  /** @param {number} index */
  point(index) {
    if (!this.shown || index < 0 || index >= this.terms.length || index === this.pointed) return;
    this.pointed = index;
    this.showTable(this.shown);
  }
}

// `isHidden` counts the dense hidden layers alone, as the diagram does; `surprise` leaves the unit to the server.
const newQuestion = () => ({
  network: "first",
  layer: 0,
  index: 0,
  wanted: 0,
  surprise: false,
  isHidden: false,
});

/** @type {(kind: string, layer: number, count: number, sizes: number[]) => Words} */
function layerName(kind, layer, count, sizes) {
  if (layer === sizes.length - 1) return t("unit_trace_scores", { network: kind, count });
  return t("unit_trace_layer_name", { network: kind, layer: layer + 1, count });
}

/** @type {(value: string, words: Words) => HTMLOptionElement} */
function newOption(value, words) {
  const option = document.createElement("option");
  option.value = value;
  say(option, words);
  return option;
}

// Numbers as bytes around 128, for paintSigned.
/** @param {Float32Array} values */
function signed(values) {
  const top = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
  return Uint8Array.from(values, (value) => Math.round((value / top) * 127 + 128));
}
