// @ts-check
// The buttons of the filters and the pager carry what they change in the view, the menus name it;
// a tile carries the index of its sample.

import { asker, LONG } from "../../ask/ask.js";
import { LazyContent } from "../../ask/lazy.js";
import { say } from "../../languages/messages.js";
import { namedDataset } from "../../page/address.js";
import { alertOf } from "../../parts/shown.js";
import { latest, publish, subscribe } from "../../parts/topics.js";
import { sayView, viewAsked } from "./sample_view.js";

export function mount({ element, props, server }) {
  const isWhole = "open_tab" in server;
  const grid = isWhole ? new Samples(element, props, server) : new Mistakes(element, props);
  grid.listen();
}

class SampleGrid {
  selected = null; // the index in the panel
  wasPressed = false; // whether it was chosen here

  constructor(element, props) {
    Object.assign(this, { element, props });
  }

  listen() {
    const { element } = this;
    element.addEventListener("click", ({ target }) => this.click(target));
    element.addEventListener("keydown", (event) => this.walk(event));

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

  // Gradio writes the markup of a value in a microtask.
  async show(value) {
    this.props.value = value;
    await null;
    this.mark();
  }

  click(target) {
    const tile = target.closest("[data-index]");
    if (!tile) return;
    const { bottom } = tile.getBoundingClientRect();
    publish("sample-chosen", { index: Number(tile.dataset.index), bottom });
    this.wasPressed = true; // and no other grid
  }

  focusSelected() {
    this.element.querySelector("[aria-current]")?.focus({ preventScroll: true });
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

// The row of the most confident mistakes.
class Mistakes extends SampleGrid {
  listen() {
    super.listen();
    subscribe("validation", ({ mistakes }) => mistakes && this.show(mistakes));
  }
}

// The grid with filters and pages. It asks for all that the tab shows, too.
class Samples extends SampleGrid {
  view = null;
  leads = false; // whether the focus shall follow to the grid with the next answer

  constructor(element, props, server) {
    super(element, props);
    this.server = server;
    this.askToBrowse = asker(server.browse, { patience: LONG });
    this.askToCompare = asker(server.compared, { patience: LONG });
    new LazyContent(element, element.closest("#validation"), server.open_tab, {
      compose: () => ({ view: viewAsked() }),
      show: (answer) => this.open(answer),
    });
  }

  listen() {
    super.listen();
    this.element.addEventListener("change", ({ target }) => {
      this.ask({ [target.name]: JSON.parse(target.value) });
    });
    subscribe("samples-chosen", (change) => this.browse(change));
    addEventListener("popstate", () => this.goBack());
  }

  // ---- Answers --------------------------------------------------------------------------------------

  async open({ problem, samples, sample, ...others }) {
    publish("validation", problem ? { accuracy: alertOf(problem) } : others);
    if (problem) return;
    publish("sample", sample);
    this.show(samples);
    const answer = await this.askToCompare(() => ({}));
    if (!answer) return;
    const comparison = answer.comparison ?? alertOf(answer.problem);
    publish("validation", { ...latest("validation"), comparison });
  }

  async show(value) {
    await super.show(value);
    const { element } = this;
    const filters = element.querySelector("[data-view]");
    this.view = JSON.parse(filters.dataset.view);
    for (const menu of filters.querySelectorAll("select")) menu.value = menu.dataset.chosen;
    if (this.leads) element.querySelector(".clear").focus({ preventScroll: true });
    this.leads = false;
    sayView(this.view, false);
  }

  // ---- Questions ------------------------------------------------------------------------------------

  ask(change) {
    const view = { ...viewAsked(), page: 0, ...change };
    sayView(view, true);
    this.load(view);
  }

  async load(view) {
    this.view = view;
    const answer = await this.askToBrowse(() => ({ view }));
    if (answer?.samples) this.show(answer.samples);
    else if (answer) say(this.element.querySelector(".count"), answer.problem);
  }

  // To what the address names now; of another data set all is asked for anew.
  goBack() {
    const asked = viewAsked();
    if (!this.view || namedDataset() !== latest("network")?.dataset) return;
    if (JSON.stringify(asked) !== JSON.stringify(this.view)) this.load(asked);
  }

  click(target) {
    super.click(target);
    const control = target.closest("[data-change]");
    if (control && control.getAttribute("aria-disabled") !== "true") {
      this.ask(JSON.parse(control.dataset.change));
    }
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
}
