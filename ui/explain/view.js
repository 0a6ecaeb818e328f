// @ts-check
// The explanation under the answer, requested only while it is open.

import { asker, LONG } from "../ask/ask.js";
import { say, t } from "../languages/messages.js";
import { keptByTab } from "../parts/storage.js";
import { publish, subscribe } from "../parts/topics.js";
import { bytes } from "../pixels/paint.js";
import { showAnswers } from "./answers.js";
import { Change } from "./change/counterfactual.js";
import { Damage } from "./damage/damage.js";
import { Evidence } from "./evidence.js";
import { Convolution } from "./network/convolution.js";
import { Diagram } from "./network/diagram.js";
import { UnitView } from "./network/unit.js";
import { showSteps } from "./steps.js";
import { UnitTrace } from "./trace/trace.js";

const STORAGE_KEY = "digitpad-inside";
const EXPLAIN_PAUSE = 200; // milliseconds between two explanations, since readings come first

/** @param {Mounted} part */
export function mount({ element, server }) {
  new Inside(element, server).listen();
}

class Inside {
  /** @type {Shown | null} */
  shown = null; // in the reading view
  /** @type {number | null} */
  asked = null; // the class in question; null for the answer itself
  explanations = 0; // shown so far
  /** @type {{ layer: number, index: number, input: string } | null} */
  pointed = null; // the hidden unit that is pointed at, and the picture
  networks = 0; // counts the changes of the network

  /**
   * @param {HTMLElement} element
   * @param {Record<string, Call>} server
   */
  constructor(element, server) {
    this.details = element.querySelector("details");
    /** @type {Find} */
    this.find = (selector) => element.querySelector(selector);
    this.evidence = new Evidence(this.find(".seen-evidence"), this.find(".drawn-evidence"));
    this.unit = new UnitView(this.find(".unit"));
    this.convolution = new Convolution(this.find(".convolution"));
    this.damage = new Damage(this.find(".damage"), asker(server.damage, { patience: LONG }));
    this.change = new Change(this.find(".change"), asker(server.change, { patience: LONG }));
    this.trace = new UnitTrace(this.find(".trace"), asker(server.trace, { patience: LONG }));
    this.diagram = new Diagram(this.find(".diagram"), this.evidence.width, (layer, index) =>
      this.point(layer, index),
    );
    this.askWhy = asker(server.explain, {
      pause: EXPLAIN_PAUSE,
      silent: () => say(this.find("h2.asked"), t("explanation_needs_server")),
    });
    this.askUnit = asker(server.unit);
  }

  listen() {
    const { details } = this;
    subscribe("shown", (shown) => this.follow(shown));
    subscribe("network", () => this.forgetNetwork());
    subscribe("taught", () => this.forgetNetwork());
    subscribe("why", ({ index }) => this.ask(index));
    details.addEventListener("toggle", () => {
      keptByTab.set(STORAGE_KEY, details.open ? "open" : "");
      publish("explanation", { isOpen: details.open });
      if (details.open) this.open();
    });
    if (keptByTab.get(STORAGE_KEY)) details.open = true;
  }

  get input() {
    return this.shown?.digit.input;
  }

  get target() {
    const { probabilities } = this.shown.digit;
    return this.asked ?? probabilities.indexOf(Math.max(...probabilities));
  }

  // ---- Questions --------------------------------------------------------------------------------

  /** @param {Shown} shown */
  follow(shown) {
    if (this.shown && this.shown.value.dataset !== shown.value.dataset) this.forget();
    this.shown = shown;
    this.details.dataset.colour = String(shown.digit.shape?.length > 2);
    this.change.follow(shown);
    showSteps(this.find(".steps"), shown);
    this.explain();
  }

  // The drawing is read once more, since the answer contains the steps only while the view is open.
  open() {
    if (this.shown?.value.source === "drawing") publish("read-drawing");
    this.explain();
  }

  // "Why not 7?", asked by a bar, a chip or a digit key.
  /** @param {number} index */
  ask(index) {
    if (!this.input) return;
    this.asked = index === this.target && this.asked !== null ? null : index;
    if (this.details.open) this.explain();
    else this.details.open = true; // its toggle event explains
    this.find(".why").scrollIntoView({ block: "nearest" });
  }

  async explain() {
    if (!this.details.open || !this.input) return;
    /** @type {Shown} */
    let shown;
    const answer = await this.askWhy(() => {
      shown = this.shown;
      return { input: this.input, wanted: this.target };
    });
    if (answer && !answer.problem && this.isSameDataset(shown)) this.showExplanation(answer, shown);
  }

  /** @type {(layer: number, index: number) => Promise<void>} */
  async point(layer, index) {
    const { pointed, input, networks } = this;
    const same = pointed?.layer === layer && pointed.index === index && pointed.input === input;
    if (same || !input) return; // the mouse moved within the unit
    this.pointed = { layer, index, input };
    this.trace.choose({ network: "first", layer, index, isHidden: true });
    const answer = await this.askUnit(() => this.pointed);
    if (answer && !answer.problem && networks === this.networks) this.unit.show(answer);
  }

  /** @param {Shown} shown */
  isSameDataset(shown) {
    return shown.value.dataset === this.shown.value.dataset;
  }

  // Another network reads, or it was taught something: a new reading and explanation follow.
  forgetNetwork() {
    this.networks += 1;
    this.pointed = null;
    this.unit.clear();
    this.diagram.unmark();
    this.damage.forget();
    this.trace.forget();
    this.change.clear();
  }

  // Remove what was explained about another data set.
  forget() {
    this.asked = this.pointed = null;
    say(this.find("h2.asked"), t("why_any"));
    this.find(".asks").replaceChildren();
    this.evidence.clear();
    this.diagram.clear();
    this.unit.clear();
    this.convolution.show(null);
  }

  /**
   * @param {Answer} answer
   * @param {Shown} shown
   */
  showExplanation(answer, { digit, value }) {
    const { classes, target } = answer;
    const { label, probabilities, input, shape } = digit;
    const read = label ? probabilities.indexOf(Math.max(...probabilities)) : -1;
    const name = classes[target];
    const asks = label && target !== read ? t("why_not", { name }) : t("why", { name });
    say(this.find("h2.asked"), asks);
    this.evidence.show(answer.evidence, { digit, value });
    showAnswers(this.find(".asks"), answer, read);
    this.damage.follow(input, shape);
    if (answer.layers) {
      // The network for photographs has no layers to show.
      this.diagram.show(answer, bytes(input));
      this.convolution.show(answer.convolution);
      this.change.offer(classes);
      this.trace.follow(input, target);
    }
    this.explanations += 1;
    Object.assign(this.details.dataset, { question: this.explanations, target: answer.name });
  }
}
