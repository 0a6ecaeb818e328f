// The buttons of the filters and the pager carry what they change in the view, the menus name it;
// a tile carries the index of its sample.

import { LazyContent } from "../../ask/lazy.js";
import { namedDataset } from "../../page/address.js";
import { latest, publish, subscribe } from "../../parts/topics.js";
import { sayView, viewAsked } from "./sample_view.js";

export function mount({ element, props, trigger, watch }) {
  const grid = new SampleGrid(element, trigger);
  grid.listen();
  watch("value", () => {
    grid.answered(props.value.asked);
    grid.say();
  });
  grid.answered(props.value.asked);
}

class SampleGrid {
  view = null;
  selected = null;
  wasPressed = false; // whether the sample in the panel was chosen here
  leads = false; // whether the focus shall follow to the grid with the next answer

  constructor(element, trigger) {
    Object.assign(this, { element, trigger });
    const whole = element.closest("#samples"); // one of the grids asks for the whole tab
    const tab = element.closest("#validation");
    const open = (name, { asked }) => trigger(name, { asked, view: viewAsked() });
    this.content = whole && new LazyContent(element, tab, open);
  }

  listen() {
    const { element } = this;
    element.addEventListener("click", ({ target }) => this.click(target));
    element.addEventListener("change", ({ target }) => {
      this.ask({ [target.name]: JSON.parse(target.value) });
    });
    element.addEventListener("keydown", (event) => this.walk(event));
    if (this.content) {
      subscribe("samples-chosen", (change) => this.browse(change));
      addEventListener("popstate", () => this.goBack());
    }
    // The sample in the panel is marked in every grid that contains it.
    subscribe("sample", ({ index }) => {
      if (index === undefined) return;
      this.selected = String(index);
      this.mark();
    });
    subscribe("sample-chosen", () => {
      this.wasPressed = false;
    });
    subscribe("sample-closed", () => this.wasPressed && this.focusSelected());
  }

  ask(change) {
    this.view = { ...(this.content ? viewAsked() : this.view), page: 0, ...change };
    this.say({ chosen: true });
    this.trigger("browse", this.view);
  }

  say({ chosen = false } = {}) {
    if (this.content) sayView(this.view, chosen);
  }

  // To what the address names now; of another data set all is asked for anew.
  goBack() {
    const asked = viewAsked();
    if (!this.view || namedDataset() !== latest("network")?.dataset) return;
    if (JSON.stringify(asked) === JSON.stringify(this.view)) return;
    this.view = asked;
    this.trigger("browse", this.view);
  }

  click(target) {
    const control = target.closest("[data-change]");
    if (control && control.getAttribute("aria-disabled") !== "true") {
      this.ask(JSON.parse(control.dataset.change));
    }
    const tile = target.closest("[data-index]");
    if (!tile) return;
    const { bottom } = tile.getBoundingClientRect();
    publish("sample-chosen", { index: Number(tile.dataset.index), bottom });
    this.wasPressed = true; // and no other grid
  }

  focusSelected() {
    this.element.querySelector("[aria-current]")?.focus({ preventScroll: true });
  }

  // Other parts of the page ask for samples, too: the grid answers and comes into sight.
  browse(change) {
    if (!this.view) return;
    this.ask({ mistakes: false, true: null, said: null, ...change });
    this.leads = true;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const behavior = still ? "instant" : "smooth";
    this.element.closest("#samples").scrollIntoView({ block: "start", behavior });
  }

  answered(asked) {
    const { element } = this;
    this.mark();
    this.content?.answered(asked);
    const filters = element.querySelector("[data-view]");
    if (!filters) return;
    this.view = JSON.parse(filters.dataset.view);
    for (const menu of filters.querySelectorAll("select")) menu.value = menu.dataset.chosen;
    if (this.leads) element.querySelector(".clear").focus({ preventScroll: true });
    this.leads = false;
  }

  get tiles() {
    return [...this.element.querySelectorAll("[data-index]")];
  }

  mark() {
    for (const tile of this.tiles) {
      if (tile.dataset.index === this.selected) tile.setAttribute("aria-current", "true");
      else tile.removeAttribute("aria-current");
    }
  }

  // The arrow keys walk over the tiles; sixty presses of Tab would be too many.
  walk(event) {
    const { tiles } = this;
    const here = tiles.indexOf(event.target);
    if (here < 0) return;
    const columns = tiles.filter((tile) => tile.offsetTop === tiles[0].offsetTop).length;
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
    const next = tiles[here + steps[event.key]];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}
