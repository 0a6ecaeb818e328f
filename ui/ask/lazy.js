// @ts-check
// Content about the network in use, requested when it first comes into sight and when the network changes.

import { latest, subscribe } from "../parts/topics.js";
import { asker, LONG } from "./ask.js";

export class LazyContent {
  stale = true;
  asked = 0; // questions so far

  // Asks whenever `element` is in sight and stale; `block` is dimmed until the answer is shown.
  /**
   * @param {HTMLElement} element
   * @param {HTMLElement} block
   * @param {Call} call
   * @param {{ compose?: () => object, show: (answer: Answer) => void }} functions
   */
  constructor(element, block, call, { compose = () => ({}), show }) {
    this.element = element;
    this.block = block;
    this.compose = compose;
    this.show = show;
    this.request = asker(call, { patience: LONG });
    subscribe("network", () => this.expire());
    subscribe("taught", () => this.expire());
    // The size of the element changes when its tab is opened.
    new ResizeObserver(() => this.ask()).observe(element);
  }

  expire() {
    this.stale = true;
    this.block.classList.add("digitpad-stale");
    this.ask();
  }

  async ask() {
    if (!this.stale || !latest("network") || !this.element.offsetParent) return;
    this.stale = false;
    this.asked += 1;
    const number = this.asked;
    const answer = await this.request(this.compose);
    if (!answer || this.stale || number !== this.asked) return; // about an earlier network
    this.block.classList.remove("digitpad-stale");
    this.show(answer);
  }
}
