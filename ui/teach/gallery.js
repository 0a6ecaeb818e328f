// Small pictures of network inputs, each with a button that deletes it.

import { phrase } from "../languages/phrase.js";
import { newButton } from "../parts/button.js";
import { bytes, paintInput } from "../parts/paint.js";
import { refill } from "./refill.js";

const DIGIT = [28, 28];
const DOUBT = phrase("Another example looks the same and is called otherwise");

// Shows `examples` ({ input, label }), inputs of that shape, in a list; `names` are those of the labels,
// and `drop(index)` hears which one shall go. Those whose index is in `doubtful` are marked.
export function showGallery(list, examples, names, drop, { shape = DIGIT, doubtful = [] } = {}) {
  const items = examples.map(({ input, label }, index) => {
    const item = document.createElement("li");
    const canvas = document.createElement("canvas");
    paintInput(canvas, bytes(input), shape);
    const name = document.createElement("span");
    name.textContent = names[label];
    const button = newButton("×", () => drop(index));
    button.translate = true;
    button.ariaLabel = deletion(list, names[label]);
    item.append(canvas, name, button);
    if (doubtful.includes(index)) {
      item.classList.add("doubtful");
      item.title = DOUBT;
    }
    return item;
  });
  refill(list, items);
}

// A name of the visitor's own, in a list that is not translated, stays as it is.
function deletion(list, name, own = name) {
  return list.translate ? phrase(`Delete this example of ${name}`) : phrase(`Delete this ${own}`);
}
