// @ts-check
// The network as a row of maps, one for each layer, and the strongest paths between them.

import { say, t } from "../../languages/messages.js";
import { bytes, paintGrey, paintShades } from "../../pixels/paint.js";

/** @typedef {{ canvas: HTMLCanvasElement, count: number, width: number, height: number }} LayerMap */
/**
 * @typedef {{ layers: string[], classes: Words[], logits: number[], target: number,
 *   paths: [layer: number, start: number, end: number, strength: number][] }} Explanation
 */

export class Diagram {
  /** @type {LayerMap[]} */
  maps = [];
  /** @type {HTMLElement[]} */
  logits = [];
  /** @type {{ map: LayerMap, index: number } | null} */
  marked = null;

  // `point` is called with the hidden unit that is pointed at.
  /**
   * @param {HTMLElement} block
   * @param {number} width of the input in pixels
   * @param {(layer: number, index: number) => void} point
   */
  constructor(block, width, point) {
    this.block = block;
    this.width = width;
    this.point = point;
    this.list = block.querySelector(".layers");
    this.svg = block.querySelector(".paths");
    new ResizeObserver(() => this.drawPaths()).observe(block);
    addEventListener("beforeprint", () => this.fitPaper(true));
    addEventListener("afterprint", () => this.fitPaper(false));
  }

  /**
   * @param {Explanation} explanation
   * @param {Uint8Array} input
   */
  show(explanation, input) {
    const layers = explanation.layers.map(bytes);
    const sizes = [input, ...layers].map(({ length }) => length);
    const shape = [...sizes, ...explanation.classes].join();
    if (shape !== this.shape) this.build(shape, sizes, explanation.classes);
    const [first, ...maps] = this.maps;
    paintGrey(first.canvas, input, first.width);
    layers.forEach((levels, i) => {
      paintShades(maps[i].canvas, levels, maps[i].width);
    });
    this.showLogits(explanation);
    this.layerCount = layers.length;
    this.paths = explanation.paths;
    this.drawPaths();
  }

  clear() {
    this.shape = this.paths = this.marked = null;
    this.list.replaceChildren();
    this.svg.replaceChildren();
  }

  /**
   * @param {string} shape
   * @param {number[]} sizes
   * @param {Words[]} classes
   */
  build(shape, [inputs, ...units], classes) {
    this.shape = shape;
    this.marked = null;
    this.list.replaceChildren();
    const [width, height] = [this.width, inputs / this.width];
    const inputCaption = t("input_layer", { width, height });
    this.maps = [this.addMap(inputCaption, inputs, this.width)];
    units.forEach((count, i) => {
      const layer = i + 1;
      const caption = t("layer_units", { layer, count });
      const map = this.addMap(caption, count, columnsOf(count));
      this.listen(map, i);
      this.maps.push(map);
    });
    this.buildLogits(classes);
  }

  /** @param {Words[]} classes */
  buildLogits(classes) {
    const item = document.createElement("li");
    item.className = "logits";
    item.innerHTML = '<ol></ol><span class="digitpad-caption"></span>';
    say(item.querySelector("span"), t("scores"));
    this.list.append(item);
    const rows = item.querySelector("ol");
    this.logits = classes.map((name) => {
      const row = document.createElement("li");
      row.innerHTML =
        '<span class="name"></span><span class="track"></span><span class="value"></span>';
      say(row.querySelector(".name"), name);
      rows.append(row);
      return row;
    });
  }

  /**
   * @param {Words} caption
   * @param {number} count
   * @param {number} width
   * @returns {LayerMap}
   */
  addMap(caption, count, width) {
    const item = document.createElement("li");
    const canvas = document.createElement("canvas");
    canvas.setAttribute("role", "img");
    say(canvas, caption, "aria-label");
    const label = document.createElement("span");
    label.className = "digitpad-caption";
    say(label, caption);
    item.append(canvas, label);
    this.list.append(item);
    return { canvas, count, width, height: Math.ceil(count / width) };
  }

  // Units are pointed at with a mouse or finger, or with the arrow keys while the map has the focus.
  /**
   * @param {LayerMap} map
   * @param {number} layer
   */
  listen(map, layer) {
    const { canvas } = map;
    let chosen = 0;
    canvas.tabIndex = 0;
    const choose = (/** @type {number} */ index) => {
      if (index < 0 || index >= map.count) return;
      chosen = index;
      this.mark(map, index);
      this.point(layer, index);
    };
    const pointed = (/** @type {PointerEvent} */ event) => {
      const box = canvas.getBoundingClientRect();
      const column = Math.floor(((event.clientX - box.left) / box.width) * map.width);
      const row = Math.floor(((event.clientY - box.top) / box.height) * map.height);
      if (column >= 0 && column < map.width) choose(row * map.width + column);
    };
    canvas.addEventListener("pointermove", pointed);
    canvas.addEventListener("pointerdown", pointed);
    canvas.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -map.width, ArrowDown: map.width }[
        event.key
      ];
      if (!by) return;
      event.preventDefault();
      choose(chosen + by);
    });
  }

  /** @type {(map: LayerMap, index: number) => void} */
  mark(map, index) {
    this.marked = { map, index };
    this.drawPaths();
  }

  unmark() {
    this.marked = null;
    if (this.paths) this.drawPaths();
  }

  /** @param {Explanation} explanation */
  showLogits({ logits, target }) {
    const most = Math.max(...logits.map(Math.abs), 1);
    this.logits.forEach((row, i) => {
      row.classList.toggle("asked", i === target);
      row.style.setProperty("--share", String(logits[i] / most));
      row.classList.toggle("negative", logits[i] < 0);
      row.lastElementChild.textContent = logits[i].toFixed(1);
    });
  }

  // The middle of a unit, in pixels of the diagram.
  /** @type {(map: LayerMap, index: number) => [number, number]} */
  place(map, index) {
    const box = map.canvas.getBoundingClientRect();
    const origin = this.block.getBoundingClientRect();
    return [
      box.left - origin.left + (((index % map.width) + 0.5) / map.width) * box.width,
      box.top - origin.top + ((Math.floor(index / map.width) + 0.5) / map.height) * box.height,
    ];
  }

  /** @type {(index: number) => [number, number]} */
  placeOfLogit(index) {
    const box = this.logits[index].getBoundingClientRect();
    const origin = this.block.getBoundingClientRect();
    return [box.left - origin.left, box.top - origin.top + box.height / 2];
  }

  // Scripts do not run while the page is printed, so the paths are drawn before, for the width in print.css.
  /** @param {boolean} isPrinted */
  fitPaper(isPrinted) {
    this.block.classList.toggle("on-paper", isPrinted);
    this.drawPaths();
  }

  drawPaths() {
    if (!this.paths || !this.block.clientWidth) return;
    const { paths, layerCount } = this;
    const strongest = Array(layerCount).fill(1e-6);
    for (const [layer, , , strength] of paths) {
      strongest[layer] = Math.max(strongest[layer], Math.abs(strength));
    }
    const lines = paths.map(([layer, start, end, strength]) => {
      const from = this.place(this.maps[layer + 1], start);
      const to =
        layer + 1 < layerCount ? this.place(this.maps[layer + 2], end) : this.placeOfLogit(end);
      const share = Math.abs(strength) / strongest[layer];
      const middle = (from[0] + to[0]) / 2;
      return `<path class="${strength > 0 ? "for" : "against"}" stroke-width="${0.5 + 2.5 * share}"
        d="M${from} C${middle},${from[1]} ${middle},${to[1]} ${to}" />`;
    });
    if (this.marked) {
      const [x, y] = this.place(this.marked.map, this.marked.index);
      lines.push(`<circle cx="${x}" cy="${y}" r="5" />`);
    }
    this.svg.innerHTML = lines.join("");
  }
}

// Maps are about square, rather wide than tall, and have no unfinished row if possible.
/** @param {number} count */
function columnsOf(count) {
  const side = Math.ceil(Math.sqrt(count));
  for (let columns = side; columns <= 1.6 * side; columns++)
    if (count % columns === 0) return columns;
  return side;
}
