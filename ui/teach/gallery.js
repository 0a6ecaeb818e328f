// @ts-check
// Small pictures of network inputs, each with a button that deletes it.

import { say, t } from "../languages/messages.js";
import { newButton } from "../parts/button.js";
import { bytes, paintInput } from "../pixels/paint.js";
import { refill } from "./refill.js";

/** @type {Shape} */
const DIGIT_SHAPE = [28, 28]; // pixels: height, width
const DOUBT = t("example_contradicted");

/**
 * @param {HTMLElement} list
 * @param {Example[]} examples
 * @param {Words[]} names of the classes
 * @param {(index: number) => void} drop deletes an example
 * @param {{ shape?: Shape, doubtful?: number[] }} [options] which examples are marked as doubtful
 */
export function showGallery(
  list,
  examples,
  names,
  drop,
  { shape = DIGIT_SHAPE, doubtful = [] } = {},
) {
  const items = examples.map(({ input, label }, index) => {
    const item = document.createElement("li");
    const canvas = document.createElement("canvas");
    paintInput(canvas, bytes(input), shape);
    const name = document.createElement("span");
    say(name, names[label]);
    const button = newButton("×", () => drop(index));
    say(button, t("delete_example", { name: names[label] }), "aria-label");
    item.append(canvas, name, button);
    if (doubtful.includes(index)) {
      item.classList.add("doubtful");
      say(item, DOUBT, "title");
    }
    return item;
  });
  refill(list, items);
}
