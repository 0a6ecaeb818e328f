// @ts-check
// Saving what was read: files are made here in the browser.

import { latest } from "../parts/topics.js";

function save(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const saveCanvas = (name, canvas) => canvas.toBlob((blob) => save(name, blob));

// The reading as other programs want it: classes with their probabilities, boxes as shares.
function saveReading(value, classes) {
  const digits = (value.digits.length ? value.digits : [value]).map((digit) => ({
    label: digit.label || null,
    probabilities: Object.fromEntries(digit.probabilities.map((share, i) => [classes[i], share])),
    box: digit.box ?? null,
  }));
  const text = JSON.stringify({ text: value.label || null, digits }, null, 1);
  save("digitpad.json", new Blob([text], { type: "application/json" }));
}

export class SaveButtons {
  // `shown()` is the value that is shown and the names of its classes.
  constructor(view, shown) {
    const actions = {
      drawing: () => saveCanvas("drawing.png", latest("pad").canvas),
      input: () => {
        const seen = view.querySelector(".seen");
        saveCanvas(`${seen.width}x${seen.height}.png`, seen);
      },
      reading: () => saveReading(...shown()),
    };
    this.buttons = [...view.querySelectorAll("[data-keep]")];
    for (const button of this.buttons) {
      button.addEventListener("click", actions[button.dataset.keep]);
    }
  }

  allow({ source, digits, probabilities }) {
    const any = digits.length || probabilities?.length;
    for (const button of this.buttons) {
      button.disabled = !any || (button.dataset.keep === "drawing" && source !== "drawing");
    }
  }
}
