// @ts-check
// Accuracy over the number of pictures per class, for three ways of training: means and standard deviations.

import { Axes, sizeOf, tag } from "../../curves/axes.js";
import { say } from "../../languages/messages.js";

const ROOM = 1.3; // factor from the first and last count to the ends of the axis
const TICK = 10; // percentage points between two ticks; the axis ends at ticks

/** @typedef {{ name: Words, colour: string, means: number[], deviations: number[] }} Way */

/** @param {Mounted} part */
export function mount({ element, props }) {
  /** @type {Find} */
  const find = (selector) => element.querySelector(selector);

  function show() {
    const { ways, setting, figures } = props.value;
    say(find(".setting"), setting);
    find(".figures").replaceChildren(...figures.map(itemOf));
    find(".key").replaceChildren(...ways.map(keyOf));
    draw(element.querySelector("svg"), props.value);
  }

  // Also draws for the first time, and again when the tab is opened or turned.
  new ResizeObserver(show).observe(element);
}

// Axes with a logarithmic scale of counts.
class CountAxes extends Axes {
  /**
   * @param {number} width
   * @param {number} height
   * @param {number[]} counts
   * @param {[low: number, high: number]} limits
   */
  constructor(width, height, counts, limits) {
    super(width, height, 1, limits);
    this.counts = counts;
    this.first = Math.log(counts[0] / ROOM);
    this.last = Math.log(counts.at(-1) * ROOM);
  }

  /** @param {number} count */
  x(count) {
    return super.x((Math.log(count) - this.first) / (this.last - this.first));
  }

  draw() {
    const values = [];
    for (let value = this.low; value <= this.high; value += TICK)
      values.push(this.valueTick(value));
    return [...values, ...this.counts.map((count) => this.countTick(count))].join("");
  }

  /** @param {number} count */
  countTick(count) {
    const place = { x: this.x(count), y: this.height - 6, "text-anchor": "middle" };
    return this.vertical(count, "count") + tag("text", place, count);
  }
}

/** @type {(svg: SVGSVGElement, value: { counts: number[], ways: Way[], figures: Words[][] }) => void} */
function draw(svg, { counts, ways, figures }) {
  const { width, height } = sizeOf(svg);
  if (!width) return; // on a tab that is not shown
  const ends = ways.flatMap(({ means, deviations }) =>
    means.flatMap((mean, index) => [mean - deviations[index], mean + deviations[index]]),
  );
  const low = TICK * Math.floor(Math.min(...ends) / TICK);
  const high = TICK * Math.ceil(Math.max(...ends) / TICK);
  const axes = new CountAxes(width, height, counts, [low, high]);
  const shapes = [...ways.map((way) => band(axes, way)), ...ways.map((way) => line(axes, way))];
  svg.innerHTML = axes.draw() + shapes.join("");
  say(svg, figures.flat(), "aria-label");
}

/** @type {(axes: CountAxes, way: Way) => string} */
function band(axes, { colour, means, deviations }) {
  const edge = (/** @type {number} */ sign) =>
    corners(axes, (index) => means[index] + sign * deviations[index]);
  const d = `M${[...edge(1), ...edge(-1).reverse()].join("L")}Z`;
  return tag("path", { d, class: "band", style: `--colour: var(--digitpad-${colour})` });
}

/** @type {(axes: CountAxes, way: Way) => string} */
function line(axes, { colour, means }) {
  const places = corners(axes, (index) => means[index]);
  const style = `--colour: var(--digitpad-${colour})`;
  const dots = places.map((place) => {
    const [cx, cy] = place.split(" ");
    return tag("circle", { cx, cy, r: 4, style });
  });
  return tag("path", { d: `M${places.join("L")}`, style }) + dots.join("");
}

/** @type {(axes: CountAxes, value: (index: number) => number) => string[]} */
const corners = (axes, value) =>
  axes.counts.map((count, index) => {
    return `${axes.x(count).toFixed(1)} ${axes.y(value(index)).toFixed(1)}`;
  });

/** @param {Way} way */
function keyOf({ name, colour }) {
  const item = textOf("span", name);
  item.className = "way"; // with its line before it
  item.style.setProperty("--colour", `var(--digitpad-${colour})`);
  return item;
}

/** @param {Words[]} sentences */
function itemOf(sentences) {
  const item = document.createElement("li");
  item.append(...sentences.flatMap((sentence) => [textOf("span", sentence), " "]));
  return item;
}

/** @type {(kind: string, message: Words) => HTMLElement} */
function textOf(kind, message) {
  const node = document.createElement(kind);
  say(node, message);
  return node;
}
