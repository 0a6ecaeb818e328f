// @ts-check
// The axes of a plot: epochs to the right, a quantity upwards.

import { t } from "../languages/messages.js";

const TICK_STEPS = [1, 2, 2.5, 5, 10]; // times a power of ten

// An element of SVG as text.
/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {string | number} content
 */
export function tag(name, attributes, content = "") {
  const pairs = Object.entries(attributes).map(([key, value]) => `${key}="${value}"`);
  return `<${name} ${pairs.join(" ")}>${content}</${name}>`;
}

const USUAL_TEXT = 16; // px of the page's text at the browser's usual size

// The size of a plot in units that grow with the page's text; when printed, the viewBox scales the plot as a whole.
/** @param {SVGSVGElement} svg */
export function sizeOf(svg) {
  const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_TEXT;
  const [width, height] = [svg.clientWidth / unit, svg.clientHeight / unit];
  if (width) svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("preserveAspectRatio", "xMinYMin");
  return { width, height };
}

// A number that fits beside the plot, even the huge loss of a run that diverges.
/** @param {number} value */
export const label = (value) =>
  value < 1e5 ? String(Number(value.toFixed(3))) : value.toExponential().replace("+", "");

// The smallest round number that is not below the value.
/** @param {number} value */
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * TICK_STEPS.find((step) => step * power >= value * 0.999);
}

/** @type {(low: number, high: number, count: number) => number[]} */
function ticks(low, high, count) {
  const step = roundUp((high - low) / count);
  const first = Math.ceil(low / step - 0.001);
  const length = Math.floor(high / step + 0.001) - first + 1;
  return Array.from({ length }, (_, i) => (first + i) * step);
}

export class Axes {
  left = 46; // room around the plot
  right = 10;
  top = 10;
  bottom = 24;

  /**
   * @param {number} width
   * @param {number} height
   * @param {number} epochs
   * @param {[low: number, high: number]} limits
   */
  constructor(width, height, epochs, [low, high]) {
    this.width = width;
    this.height = height;
    this.epochs = epochs;
    this.low = low;
    this.high = high;
  }

  get plotWidth() {
    return this.width - this.left - this.right;
  }

  get plotHeight() {
    return this.height - this.top - this.bottom;
  }

  /** @param {number} epoch */
  x(epoch) {
    return this.left + (epoch / this.epochs) * this.plotWidth;
  }

  /** @param {number} value */
  y(value) {
    const share = (value - this.low) / (this.high - this.low);
    return this.top + (1 - share) * this.plotHeight;
  }

  /** @param {number} x */
  epochAt(x) {
    return ((x - this.left) / this.plotWidth) * this.epochs;
  }

  // The plot, with room for the width of the lines.
  frame() {
    const { left: x, top, plotWidth, plotHeight } = this;
    return tag("rect", { x, y: top - 4, width: plotWidth + 4, height: plotHeight + 8 });
  }

  /**
   * @param {number} epoch
   * @param {string} kind
   */
  vertical(epoch, kind) {
    const x = this.x(epoch);
    const [y1, y2] = [this.top, this.top + this.plotHeight];
    return tag("line", { class: kind, x1: x, x2: x, y1, y2 });
  }

  draw() {
    const values = ticks(this.low, this.high, 5).map((value) => this.valueTick(value));
    const epochs = ticks(0, this.epochs, 6).filter(Number.isInteger);
    return [...values, ...epochs.map((epoch) => this.epochTick(epoch))].join("");
  }

  /** @param {number} value */
  valueTick(value) {
    const { left, width, right } = this;
    const y = this.y(value);
    return (
      tag("line", { x1: left, x2: width - right, y1: y, y2: y }) +
      tag("text", { x: left - 6, y: y + 4, "text-anchor": "end" }, label(value))
    );
  }

  /** @param {number} epoch */
  epochTick(epoch) {
    const place = { x: this.x(epoch), y: this.height - 6, "text-anchor": "middle" };
    return epoch
      ? tag("text", place, epoch)
      : tag("text", { ...place, "data-t": t("epoch_zero").key });
  }
}
