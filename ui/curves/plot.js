// @ts-check
// Curves of loss and accuracy of one or several runs (plot.py), redrawn as SVG with every new point.

import { fill, say, t } from "../languages/messages.js";
import { subscribe } from "../parts/topics.js";
import { Axes, label, sizeOf, tag } from "./axes.js";

const SPLITS = ["training", "validation"];
/** @type {Record<string, Message>} */
const TITLES = { loss: t("loss_axis"), accuracy: t("accuracy_axis") };
/** @type {Record<string, [training: number, validation: number]>} */
const POINT_COLUMNS = { loss: [1, 2], accuracy: [3, 4] };

/** @param {Mounted} part */
export function mount({ element, props }) {
  const plots = [...element.querySelectorAll("figure")].map((figure) => new Plot(figure));
  let { value } = props;
  const show = () => {
    element.hidden = !value;
    if (value) for (const plot of plots) plot.show(value);
  };
  /** @type {{ topic: "training" | "validation" }} */
  const { topic } = props;
  subscribe(topic, ({ curves }) => {
    if (curves === undefined) return;
    value = curves;
    show();
  });
  // Also draws for the first time, and again when the tab is opened or turned.
  new ResizeObserver(show).observe(element);
}

/** @typedef {{ number: number, name: Words, colour: string, epochs: number, points: number[][] }} Run */

class Plot {
  /** @type {Run[]} */
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
    this.svg.addEventListener("pointermove", (event) => this.point(event.clientX));
    this.svg.addEventListener("pointerleave", () => this.tip.remove());
    this.tip = document.createElement("div");
    this.tip.className = "tip";
    this.tip.setAttribute("aria-hidden", "true");
  }

  /** @param {{ runs: Run[], limits: Record<string, [number, number]>, best?: Record<string, number> }} value */
  show({ runs, limits, best }) {
    const { figure, svg, quantity, title } = this;
    const { width, height } = sizeOf(svg);
    if (!width) return; // on a tab that is not shown
    const epochs = Math.max(1, ...runs.map((run) => run.epochs));
    this.runs = runs.filter(({ points }) => points.length);
    this.axes = new Axes(width, height, epochs, limits[quantity]);
    const clip = `${figure.id}-frame`;
    const lines = this.runs.flatMap((run) => SPLITS.map((_, split) => this.line(run, split)));
    if (this.runs.length) lines.unshift(this.gap(this.runs.at(-1)));
    if (best) lines.push(this.axes.vertical(best[quantity], "best"));
    svg.innerHTML =
      tag("clipPath", { id: clip }, this.axes.frame()) +
      this.axes.draw() +
      tag("g", { "clip-path": `url(#${clip})` }, lines.join(""));
    fill(svg);
    const words = runs.length ? runs.map((run) => this.words(run)) : [t("no_run_yet")];
    say(svg, [title, ...words], "aria-label");
  }

  /**
   * @param {Run} run
   * @param {number} split
   */
  line({ number, colour, points }, split) {
    const column = this.columns[split];
    const known = points.filter((point) => Number.isFinite(point[column]));
    const corners = known.map((point) => {
      return `${this.axes.x(point[0]).toFixed(1)} ${this.axes.y(point[column]).toFixed(1)}`;
    });
    if (!corners.length) return "";
    const style = `--colour: var(--digitpad-${colour})`;
    const d = `M${corners.join("L")}`;
    return tag("path", { d, class: SPLITS[split], "data-run": number, style });
  }

  // The area between the curves of training and validation.
  /** @param {Run} run */
  gap({ colour, points }) {
    const known = points.filter((point) => this.columns.every((i) => Number.isFinite(point[i])));
    const [there, back] = this.columns.map((column) =>
      known.map(
        (point) => `${this.axes.x(point[0]).toFixed(1)} ${this.axes.y(point[column]).toFixed(1)}`,
      ),
    );
    const d = `M${[...there, ...back.reverse()].join("L")}Z`;
    const style = `--colour: var(--digitpad-${colour})`;
    return known.length > 1 ? tag("path", { d, class: "gap", style }) : "";
  }

  // The last figures of a run, for screen readers.
  /** @param {Run} run */
  words({ name, points }) {
    const last = points.at(-1);
    if (!last) return t("plot_nothing", { name });
    const [training, validation] = this.columns.map((column) => last[column] ?? t("no_number"));
    const epoch = last[0];
    return t("plot_words", { name, training, validation, epoch });
  }

  // ---- Figures under the pointer ----------------------------------------------------------------

  /** @param {number} clientX */
  point(clientX) {
    const { figure, svg, tip, axes, runs } = this;
    const { left, width } = svg.getBoundingClientRect();
    const epoch = axes.epochAt(((clientX - left) / width) * axes.width);
    if (!runs.length || epoch < -0.2) return tip.remove();
    tip.replaceChildren(...runs.map((run) => this.figures(run, epoch)));
    figure.append(tip);
    const middle = clientX - figure.getBoundingClientRect().left;
    const room = figure.clientWidth - tip.offsetWidth;
    tip.style.left = `${Math.max(0, Math.min(room, middle - tip.offsetWidth / 2))}px`;
  }

  /**
   * @param {Run} run
   * @param {number} epoch
   */
  figures({ name, colour, points }, epoch) {
    const distance = (/** @type {number[]} */ point) => Math.abs(point[0] - epoch);
    const nearest = points.reduce((best, each) => (distance(each) < distance(best) ? each : best));
    const [training, validation] = this.columns.map((column) => nearest[column] ?? "–");
    const at = label(nearest[0]);
    const line = document.createElement("p");
    line.style.setProperty("--colour", `var(--digitpad-${colour})`);
    say(line, t("plot_figures", { name, at, validation, training }));
    return line;
  }
}
