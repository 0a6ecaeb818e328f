// @ts-check
// Curves of loss and accuracy of one or several runs (plot.py), redrawn as SVG with every new point.

import { fill, say, t } from "../languages/messages.js";
import { subscribe } from "../parts/topics.js";
import { Axes, label, sizeOf, tag } from "./axes.js";

/** @import { Curve } from "../parts/topics.js" */

const SPLITS = ["training", "validation"];
/** @type {Record<string, Message>} */
const TITLES = { loss: t("loss_axis"), accuracy: t("accuracy_axis") };
/** @type {Record<string, [training: number, validation: number]>} */
const POINT_COLUMNS = { loss: [1, 2], accuracy: [3, 4] };

/** @type {Record<string, [low: number, high: number]>} */
const EMPTY = { loss: [0, 2.5], accuracy: [0, 100] }; // without a run
const MOST_FIGURES = 6; // runs whose figures are shown under the pointer

// The point that is nearest to an epoch.
/** @type {(points: number[][], epoch: number) => number[]} */
function at(points, epoch) {
  const distance = (/** @type {number[]} */ point) => Math.abs(point[0] - epoch);
  return points.reduce((best, each) => (distance(each) < distance(best) ? each : best));
}

/** @param {Mounted} part */
export function mount({ element, props }) {
  const plots = [...element.querySelectorAll("figure")].map((figure) => new Plot(figure));
  let { value } = props;
  const show = () => {
    element.hidden = !value;
    if (!value) return;
    const runs = [...linked, ...value.runs].filter(({ number }) => !hidden.includes(number));
    for (const plot of plots) plot.show({ ...value, runs });
  };
  /** @type {{ topic: "training" | "validation" }} */
  const { topic } = props;
  /** @type {Curve[]} */
  let linked = [];
  /** @type {number[]} */
  let hidden = [];
  subscribe(topic, ({ curves }) => {
    if (curves === undefined) return;
    value = curves;
    show();
  });
  if (topic === "training") {
    subscribe("linked", ({ results }) => {
      linked = results.map(({ curve }) => curve);
      show();
    });
    subscribe("runs-hidden", ({ numbers }) => {
      hidden = numbers;
      show();
    });
  }
  // Also draws for the first time, and again when the tab is opened or turned.
  new ResizeObserver(show).observe(element);
}

class Plot {
  /** @type {Curve[]} */
  runs = [];
  /** @type {Axes} */
  axes;

  /** @param {HTMLElement} figure */
  constructor(figure) {
    this.figure = figure;
    this.quantity = figure.dataset.quantity;
    this.columns = POINT_COLUMNS[this.quantity];
    this.title = TITLES[this.quantity];
    this.svg = figure.querySelector("svg");
    this.svg.addEventListener("pointermove", (event) => this.point(event));
    this.svg.addEventListener("pointerleave", () => this.tip.remove());
    this.tip = document.createElement("div");
    this.tip.className = "tip";
    this.tip.setAttribute("aria-hidden", "true");
  }

  /** @param {{ runs: Curve[], best?: Record<string, number> }} value */
  show({ runs, best }) {
    const { figure, svg, quantity, title } = this;
    const { width, height } = sizeOf(svg);
    if (!width) return; // on a tab that is not shown
    const epochs = Math.max(1, ...runs.map((run) => run.epochs));
    this.runs = runs.filter(({ points }) => points.length);
    this.axes = new Axes(width, height, epochs, this.limits());
    const clip = `${figure.id}-frame`;
    const lines = this.runs.flatMap((run) => SPLITS.map((_, split) => this.line(run, split)));
    if (this.runs.length) lines.unshift(this.gap(this.runs.at(-1)));
    lines.unshift(...this.runs.flatMap((run) => SPLITS.map((_, split) => this.band(run, split))));
    if (best) lines.push(this.axes.vertical(best[quantity], "best"));
    svg.innerHTML =
      tag("clipPath", { id: clip }, this.axes.frame()) +
      this.axes.draw() +
      tag("g", { "clip-path": `url(#${clip})` }, lines.join(""));
    fill(svg);
    const words = runs.length ? runs.map((run) => this.words(run)) : [t("no_run_yet")];
    say(svg, [title, ...words], "aria-label");
  }

  // The outermost limits of all runs that are shown.
  /** @returns {[low: number, high: number]} */
  limits() {
    const all = this.runs.map(({ limits }) => limits[this.quantity]);
    if (!all.length) return EMPTY[this.quantity];
    return [Math.min(...all.map(([low]) => low)), Math.max(...all.map(([, high]) => high))];
  }

  // The area of one standard deviation around the mean of several seeds.
  /**
   * @param {Curve} run
   * @param {number} split
   */
  band({ colour, points, spread }, split) {
    const column = this.columns[split];
    const known = spread.flatMap((deviations, i) => {
      const [epoch, mean, deviation] = [points[i][0], points[i][column], deviations[column]];
      return Number.isFinite(mean) && Number.isFinite(deviation) ? [[epoch, mean, deviation]] : [];
    });
    const above = known.map(([epoch, mean, deviation]) => this.corner(epoch, mean + deviation));
    const below = known.map(([epoch, mean, deviation]) => this.corner(epoch, mean - deviation));
    const d = `M${[...above, ...below.reverse()].join("L")}Z`;
    const style = `--colour: var(--digitpad-${colour})`;
    return known.length > 1 ? tag("path", { d, class: "band", style }) : "";
  }

  /** @type {(epoch: number, value: number) => string} */
  corner(epoch, value) {
    return `${this.axes.x(epoch).toFixed(1)} ${this.axes.y(value).toFixed(1)}`;
  }

  /**
   * @param {Curve} run
   * @param {number} split
   */
  line({ number, colour, points }, split) {
    const column = this.columns[split];
    const known = points.filter((point) => Number.isFinite(point[column]));
    const corners = known.map((point) => this.corner(point[0], point[column]));
    if (!corners.length) return "";
    const style = `--colour: var(--digitpad-${colour})`;
    const d = `M${corners.join("L")}`;
    return tag("path", { d, class: SPLITS[split], "data-run": number, style });
  }

  // The area between the curves of training and validation.
  /** @param {Curve} run */
  gap({ colour, points }) {
    const known = points.filter((point) => this.columns.every((i) => Number.isFinite(point[i])));
    const [there, back] = this.columns.map((column) =>
      known.map((point) => this.corner(point[0], point[column])),
    );
    const d = `M${[...there, ...back.reverse()].join("L")}Z`;
    const style = `--colour: var(--digitpad-${colour})`;
    return known.length > 1 ? tag("path", { d, class: "gap", style }) : "";
  }

  // The last figures of a run, for screen readers.
  /** @param {Curve} run */
  words({ name, points }) {
    const last = points.at(-1);
    if (!last) return t("plot_nothing", { name });
    const [training, validation] = this.columns.map((column) => last[column] ?? t("no_number"));
    const epoch = last[0];
    return t("plot_words", { name, training, validation, epoch });
  }

  // ---- Figures under the pointer ----------------------------------------------------------------

  /** @param {PointerEvent} event */
  point({ clientX, clientY }) {
    const { figure, svg, tip, axes, runs } = this;
    const { left, width } = svg.getBoundingClientRect();
    const epoch = axes.epochAt(((clientX - left) / width) * axes.width);
    if (!runs.length || epoch < -0.2) return tip.remove();
    tip.replaceChildren(...this.nearest(epoch, clientY).map((run) => this.figures(run, epoch)));
    figure.append(tip);
    const middle = clientX - figure.getBoundingClientRect().left;
    const room = figure.clientWidth - tip.offsetWidth;
    tip.style.left = `${Math.max(0, Math.min(room, middle - tip.offsetWidth / 2))}px`;
  }

  // Those whose validation is nearest to the pointer, where there are many.
  /** @type {(epoch: number, clientY: number) => Curve[]} */
  nearest(epoch, clientY) {
    const { top } = this.svg.getBoundingClientRect();
    const scale = this.svg.clientHeight / this.axes.height;
    const distance = (/** @type {Curve} */ { points }) => {
      const value = at(points, epoch)[this.columns[1]] ?? 0;
      return Math.abs(top + this.axes.y(value) * scale - clientY);
    };
    if (this.runs.length <= MOST_FIGURES) return this.runs;
    const sorted = [...this.runs].sort((one, other) => distance(one) - distance(other));
    return sorted.slice(0, MOST_FIGURES);
  }

  /**
   * @param {Curve} run
   * @param {number} epoch
   */
  figures({ name, colour, points }, epoch) {
    const nearest = at(points, epoch);
    const [training, validation] = this.columns.map((column) => nearest[column] ?? "–");
    const where = label(nearest[0]);
    const line = document.createElement("p");
    line.style.setProperty("--colour", `var(--digitpad-${colour})`);
    say(line, t("plot_figures", { name, at: where, validation, training }));
    return line;
  }
}
