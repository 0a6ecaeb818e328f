// @ts-check
// Saves the drawing, the network's input or the reading as a file, made in the browser.

import { saveFile } from "../parts/save_file.js";
import { latest } from "../parts/topics.js";

/** @type {(name: string, canvas: HTMLCanvasElement) => void} */
const saveCanvas = (name, canvas) => canvas.toBlob((blob) => saveFile(name, blob));

// The reading as JSON for other programs.
/** @type {(value: Reading, classes: string[]) => void} */
function saveReading(value, classes) {
  /** @type {Digit[]} */
  const found = value.digits.length ? value.digits : [value];
  const digits = found.map((digit) => ({
    label: digit.label || null,
    probabilities: Object.fromEntries(digit.probabilities.map((share, i) => [classes[i], share])),
    box: digit.box ?? null,
  }));
  const text = JSON.stringify({ text: value.label || null, digits }, null, 1);
  saveFile("digitpad.json", new Blob([text], { type: "application/json" }));
}

export class SaveButtons {
  /**
   * @param {HTMLElement} view
   * @param {() => [value: Reading, classes: string[]]} shown returns what the view shows
   */
  constructor(view, shown) {
    /** @type {Record<string, () => void>} */
    const actions = {
      drawing: () => saveCanvas("drawing.png", latest("pad").canvas),
      input: () => {
        /** @type {HTMLCanvasElement} */
        const seen = view.querySelector(".seen");
        saveCanvas(`${seen.width}x${seen.height}.png`, seen);
      },
      reading: () => saveReading(...shown()),
    };
    this.buttons = /** @type {HTMLButtonElement[]} */ ([...view.querySelectorAll("[data-keep]")]);
    for (const button of this.buttons) {
      button.addEventListener("click", actions[button.dataset.keep]);
    }
  }

  /** @param {Reading} value */
  allow({ source, digits, probabilities }) {
    const any = digits.length || probabilities?.length;
    for (const button of this.buttons) {
      button.disabled = !any || (button.dataset.keep === "drawing" && source !== "drawing");
    }
  }
}
