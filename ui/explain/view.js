// @ts-check
// The view under the answer. What the reading view shows is explained here, and only while the view
// is open, so that a closed one costs nothing.

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

const STORAGE_KEY = "digitpad-inside";
const EXPLAIN_PAUSE = 200; // milliseconds between two explanations, since readings come first

export function mount({ element, server }) {
  new Inside(element, server).listen();
}

class Inside {
  shown = null; // { digit, value }: what the reading view shows
  asked = null; // the class in question; null for the answer itself
  explanations = 0; // shown so far
  pointed = null; // { layer, index, input }: the hidden unit that is pointed at, in which picture
  networks = 0; // that were asked so far

  constructor(element, server) {
    this.details = element.querySelector("details");
    this.find = (selector) => element.querySelector(selector);
    this.evidence = new Evidence(this.find(".seen-evidence"), this.find(".drawn-evidence"));
    this.unit = new UnitView(this.find(".unit"));
    this.convolution = new Convolution(this.find(".convolution"));
    this.damage = new Damage(this.find(".damage"), asker(server.damage, { patience: LONG }));
    this.change = new Change(this.find(".change"), asker(server.change, { patience: LONG }));
    const point = (layer, index) => this.point(layer, index);
    this.diagram = new Diagram(this.find(".diagram"), this.evidence.width, point);
    this.askWhy = asker(server.explain, { pause: EXPLAIN_PAUSE });
    this.askUnit = asker(server.unit);
  }

  listen() {
    const { details } = this;
    subscribe("shown", (shown) => this.follow(shown));
    for (const topic of ["network", "taught"]) subscribe(topic, () => this.forgetNetwork());
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

  // The reading view shows something else.
  follow(shown) {
    if (this.shown && this.shown.value.dataset !== shown.value.dataset) this.forget();
    this.shown = shown;
    this.details.dataset.colour = shown.digit.shape?.length > 2;
    this.change.follow(shown);
    showSteps(this.find(".steps"), shown);
    this.explain();
  }

  // The server sends the steps only while the view is open: what is drawn is read once more.
  open() {
    if (this.shown?.value.source === "drawing") publish("read-drawing");
    this.explain();
  }

  // "Why not 7?": the bars, the chips here and the digit keys ask.
  ask(index) {
    if (!this.input) return;
    this.asked = index === this.target && this.asked !== null ? null : index;
    if (this.details.open) this.explain();
    else this.details.open = true; // and once it is, the question is asked
    this.find(".why").scrollIntoView({ block: "nearest" });
  }

  async explain() {
    if (!this.details.open || !this.input) return;
    let shown;
    const answer = await this.askWhy(() => {
      shown = this.shown;
      return { input: this.input, wanted: this.target };
    });
    if (answer && !answer.problem && this.stillOf(shown)) this.showExplanation(answer, shown);
  }

  async point(layer, index) {
    const { pointed, input, networks } = this;
    const same = pointed?.layer === layer && pointed.index === index && pointed.input === input;
    if (same || !input) return; // every movement of a mouse within the unit comes here
    this.pointed = { layer, index, input };
    const answer = await this.askUnit(() => this.pointed);
    if (answer && !answer.problem && networks === this.networks) this.unit.show(answer);
  }

  // Whether what is shown now is of the same data set.
  stillOf(shown) {
    return shown.value.dataset === this.shown.value.dataset;
  }

  // Another network reads now, or it was taught something: what is shown is read and explained anew.
  forgetNetwork() {
    this.networks += 1;
    this.pointed = null;
    this.unit.clear();
    this.diagram.unmark();
    this.damage.forget();
    this.change.clear();
  }

  // What was told of another data set makes no sense any more.
  forget() {
    this.asked = this.pointed = null;
    say(this.find("h2.asked"), t("why_any"));
    this.find(".asks").replaceChildren();
    this.evidence.clear();
    this.diagram.clear();
    this.unit.clear();
    this.convolution.show(null);
  }

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
      this.diagram.show(answer, bytes(input)); // a residual network has no units to show
      this.convolution.show(answer.convolution);
      this.change.offer(classes);
    }
    this.explanations += 1;
    Object.assign(this.details.dataset, { question: this.explanations, target: answer.name });
  }
}
