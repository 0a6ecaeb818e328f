// The view under the answer. What the reading view shows is explained here, one question at a
// time and only while the view is open, so that a closed one costs nothing.

import { bytes } from "../parts/paint.js";
import { showAnswers } from "./answers.js";
import { Diagram } from "./diagram.js";
import { Evidence } from "./evidence.js";
import { Questions } from "./questions.js";
import { showSteps } from "./steps.js";
import { UnitView } from "./unit.js";

const STORAGE_KEY = "digitpad-inside";

export function mount({ element, props, trigger, watch }) {
  const inside = new Inside(element, trigger);
  inside.listen();
  watch("value", () => inside.questions.answered(props.value, (value) => inside.show(value)));
}

class Inside {
  shown = null; // { digit, value }: what the reading view shows
  asked = null; // the class in question; null for the answer itself
  pointed = null; // { layer, index, input }: the hidden unit that is pointed at, in which picture

  constructor(element, trigger) {
    this.details = element.querySelector("details");
    this.find = (selector) => element.querySelector(selector);
    this.evidence = new Evidence(this.find(".seen-evidence"), this.find(".drawn-evidence"));
    this.unit = new UnitView(this.find(".unit"));
    const point = (layer, index) => this.point(layer, index);
    this.diagram = new Diagram(this.find(".diagram"), this.evidence.width, point);
    this.questions = new Questions(
      {
        toggle: () => ({ open: this.details.open }),
        explain: () =>
          this.details.open && this.input && { input: this.input, wanted: this.target },
        unit: () => this.pointed?.input && this.pointed,
      },
      trigger,
    );
  }

  listen() {
    const { details } = this;
    document.addEventListener("digitpad:shown", ({ detail }) => this.follow(detail));
    document.addEventListener("digitpad:why", ({ detail }) => this.ask(detail));
    details.addEventListener("toggle", () => {
      sessionStorage.setItem(STORAGE_KEY, details.open ? "open" : "");
      this.questions.want("toggle");
    });
    if (sessionStorage.getItem(STORAGE_KEY)) details.open = true;
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
    showSteps(this.find(".steps"), shown);
    this.questions.want("explain");
  }

  // "Why not 7?": the bars, the chips here and the digit keys ask.
  ask(index) {
    if (!this.input) return;
    this.asked = index === this.target && this.asked !== null ? null : index;
    if (this.details.open) this.questions.want("explain");
    else this.details.open = true; // and once it is, the question is asked
    this.find(".why").scrollIntoView({ block: "nearest" });
  }

  point(layer, index) {
    const { pointed, input } = this;
    const same = pointed?.layer === layer && pointed.index === index && pointed.input === input;
    if (same) return; // every movement of a mouse within the unit comes here
    this.pointed = { layer, index, input };
    this.questions.want("unit");
  }

  // What was told of another data set makes no sense any more.
  forget() {
    this.asked = this.pointed = null;
    this.questions.forget();
    this.find(".asked").textContent = "…";
    this.find(".asks").replaceChildren();
    this.evidence.clear();
    this.diagram.clear();
    this.unit.clear();
  }

  // ---- Answers ----------------------------------------------------------------------------------

  show(value) {
    if (value.kind === "opened") this.opened();
    if (value.kind === "unit") this.unit.show(value);
    if (value.kind === "explanation" && this.input) this.explain(value);
  }

  // The server sends the steps only while the view is open: what is drawn is read once more.
  opened() {
    document.dispatchEvent(new CustomEvent("digitpad:again"));
    this.questions.want("explain");
  }

  explain(value) {
    const { label } = this.shown.digit;
    const { name, question } = value;
    this.find(".asked").textContent = label && name !== label ? `not ${name}?` : `${name}?`;
    this.evidence.show(value.evidence, this.shown);
    showAnswers(this.find(".asks"), value, label);
    this.diagram.show(value, bytes(this.input));
    Object.assign(this.details.dataset, { question, target: name });
  }
}
