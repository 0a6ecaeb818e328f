// @ts-check
// The weights of the first units, one picture for each; on a canvas, since an <img> would flicker.

import { say } from "../languages/messages.js";
import { subscribe } from "../parts/topics.js";
import { bytes, picture, weightColour } from "../pixels/paint.js";

const PICTURES_PER_ROW = 8; // one of each unit
const GAP = 2; // pixels between two pictures

/** @param {Mounted} part */
export function mount({ element, props }) {
  const canvas = element.querySelector("canvas");
  const caption = element.querySelector("p");
  const paper = canvas.getContext("2d");

  /** @param {Json} value */
  function show({ units, shape, weights, caption: message }) {
    const levels = new Int8Array(bytes(weights).buffer);
    const [side, , channels = 1] = shape;
    const step = side + GAP; // pixels from one picture to the next
    canvas.width = step * PICTURES_PER_ROW - GAP;
    canvas.height = Math.max(0, step * Math.ceil(units / PICTURES_PER_ROW) - GAP); // also clears the canvas
    const size = side * side * channels;
    for (let unit = 0; unit < units; unit++) {
      const own = levels.subarray(unit * size, (unit + 1) * size);
      const [column, row] = [unit % PICTURES_PER_ROW, Math.floor(unit / PICTURES_PER_ROW)];
      paper.putImageData(picture(own, side, weightColour, channels), column * step, row * step);
    }
    say(caption, message);
  }

  subscribe("training", ({ first_layer: value }) => value && show(value));
  show(props.value);
}
