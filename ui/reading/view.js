// @ts-check
// Shows how a picture was read. Elements are changed in place, so that nothing flickers or moves while drawing.

import { say, t } from "../languages/messages.js";
import { latest, publish, subscribe } from "../parts/topics.js";
import { bytes, paintInput } from "../pixels/paint.js";
import { Bars } from "./bars.js";
import { NumberView } from "./number.js";
import { SaveButtons } from "./save.js";

/** @type {Record<string, Words>} */
const PLACEHOLDERS = { empty: "", waiting: "", refused: "?", error: "!" }; // in place of the digit, by state
const SPEAK_AFTER = 600; // milliseconds without a change before screen readers read the answer

const ANSWERED = ["digit", "number", "refused"]; // states
/** @type {Record<string, Words>} */
const PLACES = { device: t("read_on_device"), server: t("read_on_server") };
const FIRST_DATASET = "mnist"; // the one that is read on the device

const CROP_AGAIN = t("press_again_to_crop");
const CROP_MARGIN = 0.12; // of a digit's height, on every side of it

/** @param {Mounted} part */
export function mount({ element, props }) {
  const reading = new ReadingView(element, props);
  reading.show(props.value);
  if (props.explained) {
    subscribe("answer", (answer) => reading.take(answer));
    subscribe("early", (early) => reading.showEarly(early));
  } else {
    subscribe("sample", ({ reading: value, problem }) => reading.take(value ?? { problem }));
  }
}

class ReadingView {
  /** @type {Reading | null} */
  newest = null; // what is shown
  chosen = 0; // index of the digit whose bars are shown
  /** @type {number | null} */
  pressed = null; // index of the last box that was pressed
  /** @type {number} */
  pause;

  /**
   * @param {HTMLElement} element
   * @param {Json} props
   */
  constructor(element, { class_names: classes, shapes, explained }) {
    /** @type {Record<string, Shape>} */
    this.shapes = shapes; // of the network's input, by data set
    /** @type {boolean} */
    this.explained = explained; // on the Draw tab, but not on the Validation tab
    this.view = element.querySelector(".view");
    /** @type {Find} */
    const find = (selector) => this.view.querySelector(selector);
    this.glyph = find(".glyph");
    this.source = find(".source");
    this.confidence = find(".confidence");
    this.from = find(".from");
    this.sentence = find(".sentence");
    this.guess = find(".guess");
    this.second = find(".second");
    this.spoken = find("[role=status]");
    /** @type {HTMLButtonElement} */
    this.turn = find(".turn");
    this.turn.addEventListener("click", () => {
      const { turn: quarters, source } = this.newest;
      publish("turn", { quarters, source });
    });
    /** @type {HTMLCanvasElement} */
    this.seen = find(".seen");
    this.number = new NumberView(find(".number"), (index) => this.choose(index));
    this.bars = new Bars(this.view, classes);
    this.saving = new SaveButtons(this.view, () => [this.newest, this.bars.names]);
    this.bars.listen(explained && ((index) => publish("why", { index })));
  }

  /** @param {Reading | Problem} answer */
  take(answer) {
    if ("problem" in answer) this.showProblem(answer);
    else this.show(answer);
  }

  /** @param {Reading} value */
  show(value) {
    const { view } = this;
    const kind = this.kindOf(value);
    if (view.dataset.view !== kind) this.chosen = 0;
    if (this.newest?.page !== value.page) this.pressed = null;
    view.dataset.view = kind;
    this.newest = value;
    this.bars.name(value.dataset);
    if (kind === "number") this.showNumber(value);
    else this.showDigit(value);
    this.turn.hidden = !(this.explained && value.turn);
    this.saving.allow(value);
    view.dataset.source = value.source;
    this.showPlace(value);
    view.dataset.answer = String(value.answer);
  }

  // The first network's bars; whether it is a digit, and which, follows with the second network's answer.
  /** @param {{ probabilities: number[], input: string }} early */
  showEarly({ probabilities, input }) {
    if (this.view.dataset.dataset !== FIRST_DATASET || this.view.dataset.view === "number") return;
    this.bars.show(probabilities);
    this.showInput(input);
  }

  // Where it was read.
  /** @param {Reading} value */
  showPlace({ state, from = "server" }) {
    const isAnswer = this.explained && ANSWERED.includes(state);
    this.view.dataset.from = isAnswer ? from : "";
    const words = isAnswer ? PLACES[from] : "";
    this.from.hidden = !isAnswer;
    say(this.from, words, "title");
    say(this.from, words, "aria-label");
  }

  // The view of one digit or of several must not change while the pen moves.
  /** @param {Reading} value */
  kindOf(value) {
    const { view, newest } = this;
    const kind = value.state === "number" ? "number" : "digit";
    if (view.dataset.dataset !== value.dataset) return kind;
    const drawn = value.source === "drawing" && newest?.source === "drawing";
    return drawn && latest("pad")?.isPenDown ? view.dataset.view : kind;
  }

  /** @param {Reading} value */
  showDigit(value) {
    const { view } = this;
    /** @type {Digit} */
    const digit = value.state === "number" ? value.digits[value.main] : value;
    this.number.hide();
    view.dataset.state = value.state === "number" ? "digit" : value.state;
    view.dataset.label = digit.label;
    say(this.glyph, digit.called || PLACEHOLDERS[value.state]);
    say(this.source, value.caption);
    say(this.confidence, digit.confidence);
    say(this.sentence, digit.sentence);
    say(this.guess, digit.guess ?? "");
    this.bars.show(digit.probabilities);
    this.showInput(digit.input);
    this.showSecond(digit.second);
    this.speak(digit.called, digit.confidence, digit.sentence);
    this.publishShown(value, digit);
  }

  /** @param {Reading} value */
  showNumber(value) {
    this.chosen = Math.max(0, Math.min(this.chosen, value.digits.length - 1));
    this.view.dataset.state = "number";
    this.view.dataset.label = value.label;
    this.number.show(value, this.chosen);
    const digit = value.digits[this.chosen];
    this.bars.show(digit?.probabilities ?? []);
    this.showInput(digit?.input ?? "");
    this.showSecond(digit?.second);
    this.speak(value.label, value.sentence);
    if (digit) this.publishShown(value, digit);
  }

  // Pressing a box shows its digit; pressing it again crops a picture to it.
  /** @param {number} index */
  choose(index) {
    const { newest, pressed } = this;
    this.chosen = this.pressed = index;
    this.showNumber(newest);
    if (newest.source !== "picture") return;
    say(this.number.count, [newest.sentence, CROP_AGAIN]);
    if (index === pressed) publish("crop", aroundBox(newest, newest.digits[index]));
  }

  // Show a problem in place of the last answer, which was about something else.
  /** @param {Problem} problem */
  showProblem({ problem, state = "error", source }) {
    const { dataset, answer, source: last } = this.view.dataset;
    /** @type {Digit} */
    const nothing = {
      label: "",
      called: "",
      confidence: "",
      probabilities: [],
      sentence: problem,
      input: "",
    };
    this.newest = null; // so that kindOf() changes the view even while the pen is down
    this.show({
      ...nothing,
      state,
      caption: "",
      digits: [],
      dataset,
      answer,
      source: source ?? /** @type {Source} */ (last),
    });
  }

  // Painted, since an <img> would be decoded later and flicker.
  /** @param {string} encoded */
  showInput(encoded) {
    const shape = this.shapes[this.view.dataset.dataset];
    this.view.dataset.colour = String(shape.length > 2);
    const [height, width, channels = 1] = shape;
    const size = height * width * channels;
    paintInput(this.seen, encoded ? bytes(encoded) : new Uint8Array(size), shape);
  }

  // How the convolutional network reads the same input.
  /** @param {Opinion} opinion */
  showSecond({ label, differs, sentence } = { label: "", differs: false, sentence: "" }) {
    this.second.dataset.label = label;
    this.second.classList.toggle("differs", differs);
    say(this.second, sentence);
  }

  // Only the last of quick changes is spoken.
  /** @param {Words[]} messages */
  speak(...messages) {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => say(this.spoken, messages.filter(Boolean)), SPEAK_AFTER);
  }

  /** @type {(value: Reading, digit: Digit) => void} */
  publishShown(value, digit) {
    if (this.explained) publish("shown", { value, digit });
  }
}

// The part of the whole picture with a digit and a margin around it.
/**
 * @param {Reading} value
 * @param {Digit} digit
 * @returns {Box}
 */
function aroundBox({ part: [left, top, width, height], ratio }, { box: [x, y, across, down] }) {
  const margin = CROP_MARGIN * down;
  return {
    left: Math.max(0, left + width * (x - margin / ratio)),
    top: Math.max(0, top + height * (y - margin)),
    right: Math.min(1, left + width * (x + across + margin / ratio)),
    bottom: Math.min(1, top + height * (y + down + margin)),
  };
}
