// @ts-check
// The grids of samples: tiles have a `data-index`, buttons a `data-change` of the view, menus its field as name.

import { asker, LONG } from "../../ask/ask.js";
import { LazyContent } from "../../ask/lazy.js";
import { say } from "../../languages/messages.js";
import { namedDataset } from "../../page/address.js";
import { alertOf } from "../../parts/shown.js";
import { latest, publish, subscribe } from "../../parts/topics.js";
import { sayView, viewAsked } from "./sample_view.js";

/** @param {Mounted} part */
export function mount({ element, props, server }) {
  const isWhole = "open_tab" in server;
  const grid = isWhole ? new Samples(element, props, server) : new Mistakes(element, props);
  grid.listen();
}

/** @import { View } from "./sample_view.js" */

class SampleGrid {
  /** @type {string | null} */
  selected = null; // index of the sample in the panel
  wasPressed = false; // whether it was chosen in this grid

  /**
   * @param {HTMLElement} element
   * @param {Json} props
   */
  constructor(element, props) {
    this.element = element;
    this.props = props;
  }

  listen() {
    const { element } = this;
    element.addEventListener("click", ({ target }) => this.click(target));
    element.addEventListener("keydown", (event) => this.walk(event));

    // Every grid marks the sample in the panel.
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
  /** @param {Json} value */
  async show(value) {
    this.props.value = value;
    await null;
    this.mark();
  }

  /** @param {HTMLElement} target */
  click(target) {
    const tile = target.closest("[data-index]");
    if (!tile) return;
    const { bottom } = tile.getBoundingClientRect();
    publish("sample-chosen", { index: Number(tile.dataset.index), bottom });
    this.wasPressed = true; // after the topic has reset it in all grids
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

  // Arrow keys move between the tiles, since Tab would need sixty presses.
  /** @param {KeyboardEvent} event */
  walk(event) {
    const { tiles } = this;
    const here = tiles.indexOf(event.target);
    if (here < 0) return;
    const columns = tiles.filter((tile) => tile.offsetTop === tiles[0].offsetTop).length;
    /** @type {Record<string, number>} */
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

// The grid with filters and pages, which also loads everything else on the tab.
class Samples extends SampleGrid {
  /** @type {View | null} */
  view = null;
  leads = false; // whether the next answer moves the focus to the grid

  /**
   * @param {HTMLElement} element
   * @param {Json} props
   * @param {Record<string, Call>} server
   */
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
      const menu = /** @type {HTMLSelectElement} */ (target);
      this.ask({ [menu.name]: JSON.parse(menu.value) });
    });
    subscribe("samples-chosen", (change) => this.browse(change));
    addEventListener("popstate", () => this.goBack());
  }

  // ---- Answers --------------------------------------------------------------------------------------

  /** @param {Answer} answer */
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

  /** @param {Json} value */
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

  /** @param {Partial<View>} change */
  ask(change) {
    const view = { ...viewAsked(), page: 0, ...change };
    sayView(view, true);
    this.load(view);
  }

  /** @param {View} view */
  async load(view) {
    this.view = view;
    const answer = await this.askToBrowse(() => ({ view }));
    if (answer?.samples) this.show(answer.samples);
    else if (answer) say(this.element.querySelector(".count"), answer.problem);
  }

  // Show the view in the address; a change of the data set loads everything anyway.
  goBack() {
    const asked = viewAsked();
    if (!this.view || namedDataset() !== latest("network")?.dataset) return;
    if (JSON.stringify(asked) !== JSON.stringify(this.view)) this.load(asked);
  }

  /** @param {HTMLElement} target */
  click(target) {
    super.click(target);
    const control = target.closest("[data-change]");
    if (control && control.getAttribute("aria-disabled") !== "true") {
      this.ask(JSON.parse(control.dataset.change));
    }
  }

  // Show the samples that another part chose, and scroll to them.
  /** @param {Partial<View>} change */
  browse(change) {
    if (!this.view) return;
    this.ask({ mistakes: false, true: null, said: null, ...change });
    this.leads = true;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const behavior = still ? "instant" : "smooth";
    this.element.closest("#samples").scrollIntoView({ block: "start", behavior });
  }
}
