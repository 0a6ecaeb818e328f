// The first kernels of the convolutional network and what each finds in this picture, in the same
// order; and what both networks say of the picture when it is moved or partly covered.

import { bytes, paintShades, paintSigned } from "../parts/paint.js";

const COLUMNS = 8;

export class Convolution {
  constructor(section) {
    this.section = section;
    this.kernels = section.querySelector(".kernels");
    this.maps = section.querySelector(".maps");
    this.moved = section.querySelector(".moved");
    this.covered = section.querySelector(".covered");
  }

  show(found) {
    this.section.hidden = !found;
    if (!found) return;
    const kernels = mosaic(bytes(found.kernels), found.kernel, 128);
    paintSigned(this.kernels, kernels.levels, kernels.width);
    const maps = mosaic(bytes(found.maps), found.map, 0);
    paintShades(this.maps, maps.levels, maps.width);
    const asItIs = found.moved.places.indexOf(0);
    const names = Object.keys(found.moved.said);
    const usual = Object.fromEntries(names.map((name) => [name, found.moved.said[name][asItIs]]));
    showTrial(this.moved, found.moved, usual);
    showTrial(this.covered, found.covered, usual);
  }
}

// A row for each network, a column for each place; an answer that changed stands out.
function showTrial(table, { places, said }, usual) {
  const head = row(cell("th", ""), ...places.map((place) => cell("th", place)));
  const rows = Object.entries(said).map(([name, answers]) =>
    row(cell("th", name), ...answers.map((label) => answer(label, usual[name]))),
  );
  table.replaceChildren(head, ...rows);
}

function row(...cells) {
  const line = document.createElement("tr");
  line.append(...cells);
  return line;
}

function cell(kind, text) {
  const node = document.createElement(kind);
  node.textContent = text;
  return node;
}

function answer(label, usual) {
  const node = cell("td", label || "–");
  node.classList.toggle("changed", label !== usual);
  return node;
}

// Square tiles of levels, one after the other, as one picture with a pixel between them.
function mosaic(tiles, side, blank) {
  const count = tiles.length / side ** 2;
  const step = side + 1;
  const width = COLUMNS * step - 1;
  const height = Math.ceil(count / COLUMNS) * step - 1;
  const levels = new Uint8Array(width * height).fill(blank);
  for (let tile = 0; tile < count; tile++) {
    const corner = Math.floor(tile / COLUMNS) * step * width + (tile % COLUMNS) * step;
    for (let row = 0; row < side; row++) {
      const start = (tile * side + row) * side;
      levels.set(tiles.subarray(start, start + side), corner + row * width);
    }
  }
  return { levels, width };
}
