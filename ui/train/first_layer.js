// Eight pictures in a row, one pixel for each weight; a canvas, since an image would flicker.

import { say } from "../languages/messages.js";
import { subscribe } from "../parts/topics.js";
import { bytes, picture } from "../pixels/paint.js";

const COLUMNS = 8;
const SIDE = 28;
const GAP = 2; // pixels between two pictures
const STEP = SIDE + GAP;
const POSITIVE = [79, 120, 255]; // both seen on light and on dark
const NEGATIVE = [249, 115, 22];

const colour = (level) => [...(level > 0 ? POSITIVE : NEGATIVE), 2 * Math.abs(level)];

export function mount({ element, props }) {
  const canvas = element.querySelector("canvas");
  const caption = element.querySelector("p");
  const paper = canvas.getContext("2d");

  function show({ units, weights, caption: message }) {
    const levels = new Int8Array(bytes(weights).buffer);
    canvas.height = Math.max(0, STEP * Math.ceil(units / COLUMNS) - GAP); // and so clears it
    for (let unit = 0; unit < units; unit++) {
      const own = levels.subarray(unit * SIDE * SIDE, (unit + 1) * SIDE * SIDE);
      const [column, row] = [unit % COLUMNS, Math.floor(unit / COLUMNS)];
      paper.putImageData(picture(own, SIDE, colour), column * STEP, row * STEP);
    }
    say(caption, message);
  }

  subscribe("training", ({ first_layer: value }) => value && show(value));
  show(props.value);
}
