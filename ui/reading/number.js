// @ts-check
// The boxes of a number.

import { say, t } from "../languages/messages.js";
import { percent } from "../parts/percent.js";
import { latest } from "../parts/topics.js";
import { Enlarged } from "./enlarged.js";

const ROOMY_BOX = 44; // px of a box's width from which its tab has room for the percentage
const TAB_OVERLAP = 2; // px by which a tab may lie over another box
const SMALL_BOX = 22; // px of a box's width below which its tab is smaller

// Shows the picture that was read with a box around each digit.
export class NumberView {
  /** @type {Digit[]} */
  digits = [];
  chosen = 0;

  /**
   * @param {HTMLElement} block
   * @param {(index: number) => void} choose is called when a box is pressed
   */
  constructor(block, choose) {
    this.block = block;
    this.page = block.querySelector(".page");
    this.text = block.querySelector(".text");
    this.count = block.querySelector(".count");
    /** @type {HTMLCanvasElement} */
    this.copy = block.querySelector(".copy");
    this.image = block.querySelector("img");
    this.found = block.querySelector(".found");
    this.found.addEventListener("click", ({ target }) => {
      const box = target.closest("button");
      if (box) choose([...this.found.children].indexOf(box));
    });
    this.found.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const boxes = [...this.found.querySelectorAll("button")];
      const next =
        boxes[boxes.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement)) + step];
      if (!next) return;
      event.preventDefault();
      choose(boxes.indexOf(next));
      next.focus();
    });
    this.enlarged = new Enlarged(block, this.page, () => this.showBoxes());
  }

  /**
   * @param {Reading} value
   * @param {number} chosen
   */
  show(value, chosen) {
    const text = value.state === "number" ? value.label : (value.digits[0]?.label ?? "");
    say(this.text, text);
    this.text.classList.toggle("long", text.length > 14);
    say(this.count, value.sentence);
    say(this.count, value.sentence, "title"); // a low window cuts the sentence
    this.page.style.setProperty("--ratio", String(value.ratio ?? 1));
    const drawn = value.source === "drawing";
    this.copy.hidden = !drawn;
    this.image.hidden = drawn;
    if (drawn) this.copyPad();
    else if (this.image.src !== value.page) this.image.src = value.page;
    this.digits = value.digits;
    this.chosen = chosen;
    this.showBoxes();
  }

  hide() {
    this.enlarged.close();
  }

  // A drawing is copied from the pad, so the server sends no picture of it.
  copyPad() {
    const pad = latest("pad").canvas;
    this.copy.width = pad.width;
    this.copy.height = pad.height;
    this.copy.getContext("2d").drawImage(pad, 0, 0);
  }

  // Boxes are changed in place, so that the focus stays where it is.
  showBoxes() {
    const { digits, chosen } = this;
    while (this.found.children.length > digits.length) this.found.lastElementChild.remove();
    const room = this.page.clientWidth;
    const boxes = this.found.querySelectorAll("button");
    digits.forEach((digit, index) => {
      const button = boxes[index] ?? this.found.appendChild(newBox());
      const [left, top, width, height] = digit.box.map((share) => `${100 * share}%`);
      Object.assign(button.style, { left, top, width, height });
      const [label, share] = button.children;
      say(label, digit.label || "?");
      const says = digit.label && index === chosen && digit.box[2] * room >= ROOMY_BOX;
      say(share, says ? percent(Math.max(...digit.probabilities)) : "");
      button.classList.toggle("refused", !digit.label);
      button.classList.toggle("small", digit.box[2] * room < SMALL_BOX);
      button.setAttribute("aria-pressed", String(index === chosen));
      say(button, digit.place || (digit.label ? "" : digit.sentence), "title");
      button.tabIndex = index === chosen ? 0 : -1;
      const [place, count] = [index + 1, digits.length];
      const refused = digit.place || t("no_digit");
      const { label: name, confidence } = digit;
      const what = name ? t("digit_confidence", { name, confidence }) : refused;
      const message = t("place_of_count", { what, place, count });
      say(button, message, "aria-label");
      if (index === chosen) this.enlarged.name(message);
    });
    this.found.classList.remove("crowded"); // or some tabs could not be measured
    this.found.classList.toggle("crowded", tabsCover(this.found.querySelectorAll("button")));
  }
}

// Whether a tab would lie over another box or tab.
/** @param {NodeListOf<HTMLButtonElement>} buttons */
function tabsCover(buttons) {
  const boxes = [...buttons].map((button) => button.getBoundingClientRect());
  const tabs = [...buttons].map((button) => button.firstElementChild.getBoundingClientRect());
  return tabs.some((tab, i) =>
    [...boxes, ...tabs].some((other, j) => j % boxes.length !== i && overlap(tab, other)),
  );
}

/** @type {(one: DOMRect, other: DOMRect) => boolean} */
function overlap(one, other) {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return width > TAB_OVERLAP && height > TAB_OVERLAP;
}

function newBox() {
  const button = document.createElement("button");
  button.type = "button";
  button.append(document.createElement("b"), document.createElement("i"));
  return button;
}
