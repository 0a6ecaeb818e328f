// @ts-check
// The first kernels of the convolutional network, and what each finds in the picture, in the same order.

import { say, t } from "../../languages/messages.js";
import { bytes, paintShades, paintSigned } from "../../pixels/paint.js";

const TILES_PER_ROW = 8; // kernels or maps

export class Convolution {
  /** @param {HTMLElement} section */
  constructor(section) {
    this.section = section;
    /** @type {HTMLCanvasElement} */
    this.kernels = section.querySelector(".kernels");
    /** @type {HTMLCanvasElement} */
    this.maps = section.querySelector(".maps");
    this.count = section.querySelector(".count");
  }

  /** @param {{ kernels: string, kernel: number, maps: string, map: number } | null} found */
  show(found) {
    this.section.hidden = !found;
    if (!found) return;
    const kernels = mosaic(bytes(found.kernels), found.kernel, 128);
    paintSigned(this.kernels, kernels.levels, kernels.width);
    const { count } = kernels;
    const side = found.kernel;
    say(this.count, t("first_kernels_count", { count, side }));
    const maps = mosaic(bytes(found.maps), found.map, 0);
    paintShades(this.maps, maps.levels, maps.width);
  }
}

// Square tiles, one after the other, as one picture with a pixel between them.
/**
 * @param {Uint8Array} tiles
 * @param {number} side
 * @param {number} blank
 */
function mosaic(tiles, side, blank) {
  const count = tiles.length / side ** 2;
  const step = side + 1;
  const width = TILES_PER_ROW * step - 1;
  const height = Math.ceil(count / TILES_PER_ROW) * step - 1;
  const levels = new Uint8Array(width * height).fill(blank);
  for (let tile = 0; tile < count; tile++) {
    const corner = Math.floor(tile / TILES_PER_ROW) * step * width + (tile % TILES_PER_ROW) * step;
    for (let row = 0; row < side; row++) {
      const start = (tile * side + row) * side;
      levels.set(tiles.subarray(start, start + side), corner + row * width);
    }
  }
  return { levels, width, count };
}
