// @ts-check
// What the page says of a network is asked for when somebody first looks, and again where another
// network reads.

import { latest, subscribe } from "../parts/topics.js";
import { asker, LONG } from "./ask.js";

export class LazyContent {
  stale = true;
  asked = 0; // questions so far

  // Asks `call`, a function of the server, whenever `element` is in sight and stale; `block` is dimmed
  // until `show(answer)`. `compose()` returns the question.
  constructor(element, block, call, { compose = () => ({}), show }) {
    Object.assign(this, { element, block, compose, show });
    this.request = asker(call, { patience: LONG });
    for (const topic of ["network", "taught"]) subscribe(topic, () => this.expire());
    // Its size changes when its tab is opened.
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
    if (!answer || this.stale || number !== this.asked) return; // it is of an earlier network
    this.block.classList.remove("digitpad-stale");
    this.show(answer);
  }
}
