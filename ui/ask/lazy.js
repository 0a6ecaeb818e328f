// What the page tells of a network is asked for when somebody first looks, and again where another
// network reads.

import { subscribe } from "../parts/topics.js";

export class LazyContent {
  stale = true;
  asked = 0;

  // Asks by `trigger` whenever `element` is in sight and stale; `block` is dimmed meanwhile.
  constructor(element, block, trigger) {
    Object.assign(this, { element, block, trigger });
    for (const topic of ["network", "taught"]) subscribe(topic, () => this.expire());
    // Its size changes when its tab is opened.
    new ResizeObserver(() => this.ask()).observe(element);
  }

  expire() {
    this.stale = true;
    this.block.classList.add("digitpad-stale");
    this.ask();
  }

  ask() {
    if (!this.stale || !this.element.offsetParent) return;
    this.stale = false;
    this.asked += 1;
    this.trigger("open", { asked: this.asked });
  }

  // An answer carries the number of its question: a late one is not the last word.
  answered(asked) {
    if (!this.stale && Number(asked) === this.asked) this.block.classList.remove("digitpad-stale");
  }
}
