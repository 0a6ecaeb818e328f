// What the page tells of a network is asked for when somebody first looks, and again where another
// network reads. It stands before the script of the element that asks; `block` is dimmed meanwhile.

class Freshness {
  constructor(block) {
    this.block = block;
    this.due = true;
    this.asked = 0;
    document.addEventListener("digitpad:network", () => {
      this.due = true;
      block.classList.add("digitpad-stale");
      this.ask();
    });
    // Its size changes when its tab is opened.
    new ResizeObserver(() => this.ask()).observe(element);
  }

  ask() {
    if (!this.due || !element.offsetParent) return;
    this.due = false;
    this.asked += 1;
    trigger("open", { asked: this.asked });
  }

  // An answer carries the number of its question: a late one is not the last word.
  answered(asked) {
    if (!this.due && Number(asked) === this.asked) this.block.classList.remove("digitpad-stale");
  }
}
