// @ts-check
// Shows how a picture was read. The elements are made once and changed in place, so nothing
// flickers and nothing moves while the pen does.

import { say, t } from "../languages/messages.js";
import { latest, publish, subscribe } from "../parts/topics.js";
import { bytes, paintInput } from "../pixels/paint.js";
import { Bars } from "./bars.js";
import { NumberView } from "./number.js";
import { SaveButtons } from "./save.js";

const PLACEHOLDERS = { empty: "", waiting: "", refused: "?", error: "!" }; // for the glyph, without a digit
const SPEAK_AFTER = 600; // milliseconds without a change before screen readers read the answer

const CROP_AGAIN = t("press_again_to_crop");
const CROP_MARGIN = 0.12; // of a digit's height, on every side of it

export function mount({ element, props }) {
  const reading = new Reading(element, props);
  reading.show(props.value);
  if (props.explained) subscribe("answer", (answer) => reading.hear(answer));
  else {
    subscribe("sample", (sample) => reading.hear(sample.reading ?? sample));
  }
}

class Reading {
  newest = null; // the value that is shown
  chosen = 0; // which digit of a number has its bars shown
  pressed = null; // which one's box was pressed last

  constructor(element, { class_names: classes, shapes, explained }) {
    this.shapes = shapes; // of the network's input, by data set
    this.explained = explained; // whether it is the one that the visitor's own pictures are read in
    this.view = element.querySelector(".view");
    const find = (selector) => this.view.querySelector(selector);
    this.glyph = find(".glyph");
    this.source = find(".source");
    this.confidence = find(".confidence");
    this.sentence = find(".sentence");
    this.guess = find(".guess");
    this.second = find(".second");
    this.spoken = find("[role=status]");
    this.turn = find(".turn");
    this.turn.addEventListener("click", () => {
      const { turn: quarters, source } = this.newest;
      publish("turn", { quarters, source });
    });
    this.seen = find(".seen");
    this.number = new NumberView(find(".number"), (index) => this.choose(index));
    this.bars = new Bars(this.view, classes);
    this.saving = new SaveButtons(this.view, () => [this.newest, this.bars.names]);
    this.bars.listen(explained && ((index) => publish("why", { index })));
  }

  hear(answer) {
    if (answer.problem) this.miss(answer);
    else this.show(answer);
  }

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
    view.dataset.answer = value.answer;
  }

  // One digit and several look different, and that must not change under a moving pen.
  kindOf(value) {
    const { view, newest } = this;
    const kind = value.state === "number" ? "number" : "digit";
    if (view.dataset.dataset !== value.dataset) return kind;
    const drawn = value.source === "drawing" && newest?.source === "drawing";
    return drawn && latest("pad")?.isPenDown ? view.dataset.view : kind;
  }

  showDigit(value) {
    const { view } = this;
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

  // A box that is pressed shows its digit; in a picture it is cropped to where it is pressed again.
  choose(index) {
    const { newest, pressed } = this;
    this.chosen = this.pressed = index;
    this.showNumber(newest);
    if (newest.source !== "picture") return;
    say(this.number.count, [newest.sentence, CROP_AGAIN]);
    if (index === pressed) publish("crop", aroundBox(newest, newest.digits[index]));
  }

  // No answer comes, or not yet: nothing stays of an earlier one, which was about something else.
  miss({ problem, state = "error", source = this.view.dataset.source }) {
    const { dataset, answer } = this.view.dataset;
    const nothing = {
      label: "",
      called: "",
      confidence: "",
      probabilities: [],
      input: "",
      caption: "",
    };
    this.newest = null; // so that it takes the view even while the pen is down
    this.show({ ...nothing, state, sentence: problem, digits: [], dataset, source, answer });
  }

  // The levels are painted at once; an <img> would decode later and flicker.
  showInput(encoded) {
    const shape = this.shapes[this.view.dataset.dataset];
    this.view.dataset.colour = shape.length > 2;
    const size = shape.reduce((product, side) => product * side);
    paintInput(this.seen, encoded ? bytes(encoded) : new Uint8Array(size), shape);
  }

  // What the convolutional network makes of the same input.
  showSecond({ label, differs, sentence } = { label: "", differs: false, sentence: "" }) {
    this.second.dataset.label = label;
    this.second.classList.toggle("differs", differs);
    say(this.second, sentence);
  }

  // Not every change along a stroke is spoken.
  speak(...messages) {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => say(this.spoken, messages.filter(Boolean)), SPEAK_AFTER);
  }

  // Says which digit is shown now, to whoever explains it.
  publishShown(value, digit) {
    if (this.explained) publish("shown", { value, digit });
  }
}

// Where a digit lies in the whole picture, with a margin: shares of it.
function aroundBox({ part: [left, top, width, height], ratio }, { box: [x, y, across, down] }) {
  const margin = CROP_MARGIN * down;
  return {
    left: Math.max(0, left + width * (x - margin / ratio)),
    top: Math.max(0, top + height * (y - margin)),
    right: Math.min(1, left + width * (x + across + margin / ratio)),
    bottom: Math.min(1, top + height * (y + down + margin)),
  };
}
