// @ts-check
// The weights of the first units, one picture for each; on a canvas, since an <img> would flicker.

import { say } from "../languages/messages.js";
import { subscribe } from "../parts/topics.js";
import { bytes, picture } from "../pixels/paint.js";

const PICTURES_PER_ROW = 8; // one of each unit
const INPUT_SIDE = 28; // pixels
const GAP = 2; // pixels between two pictures
const TILE_STEP = INPUT_SIDE + GAP; // pixels from one picture to the next
const POSITIVE = [79, 120, 255]; // visible on light and on dark
const NEGATIVE = [249, 115, 22];

/** @param {number} level */
const colour = (level) => [...(level > 0 ? POSITIVE : NEGATIVE), 2 * Math.abs(level)];

/** @param {Mounted} part */
export function mount({ element, props }) {
  const canvas = element.querySelector("canvas");
  const caption = element.querySelector("p");
  const paper = canvas.getContext("2d");

  /** @param {Json} value */
  function show({ units, weights, caption: message }) {
    const levels = new Int8Array(bytes(weights).buffer);
    canvas.height = Math.max(0, TILE_STEP * Math.ceil(units / PICTURES_PER_ROW) - GAP); // also clears the canvas
    for (let unit = 0; unit < units; unit++) {
      const own = levels.subarray(
        unit * INPUT_SIDE * INPUT_SIDE,
        (unit + 1) * INPUT_SIDE * INPUT_SIDE,
      );
      const [column, row] = [unit % PICTURES_PER_ROW, Math.floor(unit / PICTURES_PER_ROW)];
      paper.putImageData(picture(own, INPUT_SIDE, colour), column * TILE_STEP, row * TILE_STEP);
    }
    say(caption, message);
  }

  subscribe("training", ({ first_layer: value }) => value && show(value));
  show(props.value);
}
