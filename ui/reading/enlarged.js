// @ts-check
// The picture of a number, enlarged: the element itself moves into a dialogue and back, so its boxes work there too.

import { say } from "../languages/messages.js";

const EASY_WIDTH = 44; // px of an ordinary digit when enlarged
const DIALOG_MARGIN = 16; // px of the dialogue beside the picture
const WIDEST_PAGE = 3000; // px of the enlarged picture

export class Enlarged {
  /**
   * @param {HTMLElement} block
   * @param {HTMLElement} page
   * @param {() => void} resized is called when the page has another size
   */
  constructor(block, page, resized) {
    this.page = page;
    this.resized = resized;
    this.room = block.querySelector(".room");
    /** @type {HTMLDialogElement} */
    this.dialog = block.querySelector(".enlarged");
    this.scroll = this.dialog.querySelector(".scroll");
    this.head = this.dialog.querySelector(".chosen");
    block.querySelector(".enlarge").addEventListener("click", () => this.open());
    page.addEventListener("click", ({ target }) => target.closest("button") || this.open());
    this.dialog.querySelector(".leave").addEventListener("click", () => this.close());
    this.dialog.addEventListener("close", () => {
      this.room.prepend(page);
      resized();
    });
  }

  open() {
    if (this.dialog.open) return;
    this.dialog.style.setProperty("--enlarged", `${Math.round(this.width())}px`);
    this.scroll.append(this.page);
    this.dialog.showModal();
    this.resized();
    this.page.querySelector("[aria-pressed=true]")?.focus();
  }

  // Show which digit is chosen.
  /** @param {Words} message */
  name(message = "") {
    say(this.head, message);
  }

  close() {
    if (this.dialog.open) this.dialog.close();
  }

  // As wide as fits on the screen, or wider where the digits need it.
  width() {
    const { clientWidth, clientHeight } = this.page;
    const across = 0.96 * innerWidth - 2 * DIALOG_MARGIN;
    const whole = Math.min(across, (0.7 * innerHeight * clientWidth) / clientHeight);
    const widths = [...this.page.querySelectorAll(".found button")].map((box) => box.offsetWidth);
    const usual = widths.sort((a, b) => a - b)[widths.length >> 1] || clientWidth;
    return Math.min(WIDEST_PAGE, Math.max(whole, (EASY_WIDTH * clientWidth) / usual));
  }
}
