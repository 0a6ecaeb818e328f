// The boxes of a number.

import { percent } from "../parts/percent.js";
import { write } from "../parts/write.js";

// Shows the picture that was read with a box around each digit; `choose(index)` hears of clicks.
export class NumberView {
  constructor(block, choose) {
    this.block = block;
    this.page = block.querySelector(".page");
    this.text = block.querySelector(".text");
    this.count = block.querySelector(".count");
    this.copy = block.querySelector(".copy");
    this.image = block.querySelector("img");
    this.found = block.querySelector(".found");
    this.found.addEventListener("click", ({ target }) => {
      const box = target.closest("button");
      if (box) choose([...this.found.children].indexOf(box));
    });
    this.found.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const boxes = [...this.found.children];
      const next = boxes[boxes.indexOf(document.activeElement) + step];
      if (!next) return;
      event.preventDefault();
      choose(boxes.indexOf(next));
      next.focus();
    });
  }

  show(value, chosen) {
    const text = value.state === "number" ? value.label : (value.digits[0]?.label ?? "");
    write(this.text, text);
    this.text.classList.toggle("long", text.length > 14);
    write(this.count, value.sentence);
    this.page.style.setProperty("--ratio", value.ratio ?? 1);
    const drawn = value.source === "drawing";
    this.copy.hidden = !drawn;
    this.image.hidden = drawn;
    if (drawn) this.copyPad();
    else if (this.image.src !== value.page) this.image.src = value.page;
    this.showBoxes(value.digits, chosen);
  }

  // The drawing comes from the pad itself, which is there already.
  copyPad() {
    const pad = document.querySelector("#sketchpad canvas");
    this.copy.width = pad.width;
    this.copy.height = pad.height;
    this.copy.getContext("2d").drawImage(pad, 0, 0);
  }

  // Boxes are kept and changed in place, so that the focus stays where it is.
  showBoxes(digits, chosen) {
    while (this.found.children.length > digits.length) this.found.lastChild.remove();
    const room = this.page.clientWidth;
    digits.forEach((digit, index) => {
      const button = this.found.children[index] ?? this.found.appendChild(newBox());
      const [left, top, width, height] = digit.box.map((share) => `${100 * share}%`);
      Object.assign(button.style, { left, top, width, height });
      const [label, share] = button.children;
      write(label, digit.label || "?");
      const wide = digit.label && digit.box[2] * room >= 44;
      write(share, wide ? percent(Math.max(...digit.probabilities)) : "");
      button.classList.toggle("refused", !digit.label);
      button.classList.toggle("small", digit.box[2] * room < 22);
      button.setAttribute("aria-pressed", index === chosen);
      button.title = digit.label ? "" : digit.sentence;
      button.tabIndex = index === chosen ? 0 : -1;
      const words = [digit.label || "no digit", digit.confidence];
      button.ariaLabel = `${words.filter(Boolean).join(", ")}; ${index + 1} of ${digits.length}`;
    });
  }
}

function newBox() {
  const button = document.createElement("button");
  button.type = "button";
  button.append(document.createElement("b"), document.createElement("i"));
  return button;
}
