// @ts-check
// The pictures that most seeds miss, each with its label and the usual answer.

import { say } from "../../languages/messages.js";
import { subscribe } from "../../parts/topics.js";
import { bytes, paintInput } from "../../pixels/paint.js";

/** @typedef {{ input: string, shape: Shape, words: Words }} Missed */

/** @type {(missed: Missed) => HTMLElement} */
function item({ input, shape, words }) {
  const made = document.createElement("li");
  const canvas = document.createElement("canvas");
  const caption = document.createElement("span");
  canvas.setAttribute("aria-hidden", "true");
  paintInput(canvas, bytes(input), shape);
  say(caption, words);
  made.append(canvas, caption);
  return made;
}

/** @param {Mounted} part */
export function mount({ element }) {
  const place = element.querySelector(".missed");
  subscribe("training", ({ missed }) => {
    if (!missed) return;
    place.hidden = !missed.words;
    say(place.querySelector("p"), missed.words);
    place.querySelector("ul").replaceChildren(...missed.pictures.map(item));
  });
}
