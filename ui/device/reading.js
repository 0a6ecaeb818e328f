// @ts-check
// What the worker found, as the value of a reading view. The counterpart of ui/reading/view.py, hints.py and
// second_opinion.py.

import { t } from "../languages/messages.js";
import { percent } from "../parts/percent.js";
import { best } from "./network.js";

/** @import { Facts } from "./worker/worker.js" */
/** @import { Turn } from "./worker/reader.js" */
/** @import { Picture } from "./picture/steps.js" */

const THING = "digit"; // what is read here
const DECIMALS = 1e5; // of a probability
const CERTAINTIES = /** @type {[number, Message][]} */ ([
  [0.99, t("very_sure")],
  [0.9, t("sure")],
  [0.7, t("fairly_sure")],
]);
const MIN_HEIGHT_SHARE = 0.12; // of the pad's height: a lower digit is called too small
const INKED_LEVEL = 64; // of 255, above which a pixel is inked
const SOLID = 0.75; // of the pixels in its inked rows are inked, as in - or =
const MIN_FLAT_RATIO = 1.5; // its width divided by its height
const SIDE = 28; // px of the network's input
const SHARED_STEPS = 3; // picture, ink and candidates
const STEPS = /** @type {[Words, Message][]} */ ([
  [t("step_picture"), t("step_picture_caption")],
  [t("step_ink"), t("step_ink_caption")],
  [t("step_candidates"), t("step_candidates_caption")],
  [t("step_digit"), t("step_digit_caption")],
  ["20 × 20", t("step_20_caption")],
  ["28 × 28", t("step_centred_caption")],
]);

/**
 * @param {Facts} facts
 * @param {Reading} empty the value for blank paper
 * @param {number} revision of the drawing
 * @param {Turn | null} [turn]
 * @returns {Reading}
 */
export function readingOf(facts, empty, revision, turn = null) {
  const value = { ...empty, answer: revision, from: "device" };
  if (facts.kind !== "digit") return value;
  const { size, steps } = facts;
  const pictures = steps.map(stepOf);
  const digit = {
    ...digitOf(facts, turn),
    place: "",
    box: shares(facts.box, size),
    frame: shares(facts.frame, size),
    steps: pictures.slice(SHARED_STEPS),
  };
  return {
    ...value,
    ...digit,
    state: facts.reason ? "refused" : "digit",
    caption: t("your_drawing"),
    turn: turn?.quarters ?? 0,
    digits: [digit],
    main: 0,
    ratio: rounded(size.width / size.height, 1e4),
    part: [0, 0, 1, 1],
    page: "",
    page_steps: pictures.slice(0, SHARED_STEPS),
  };
}

// Probabilities, rounded as both the server and the browser show them.
/** @param {Float32Array} probabilities */
export const roundedAll = (probabilities) =>
  Array.from(probabilities, (share) => rounded(share, DECIMALS));

/** @param {Uint8Array} levels */
export const encoded = (levels) => btoa(String.fromCharCode(...levels));

/**
 * @param {Facts} facts
 * @param {Turn | null} turn
 * @returns {Digit}
 */
function digitOf(facts, turn) {
  const { probabilities, input, reason } = facts;
  const label = String(best(probabilities));
  const share = Math.max(...probabilities);
  return {
    label: reason ? "" : label,
    called: reason ? "" : label,
    confidence: reason ? "" : percent(rounded(share, DECIMALS)),
    sentence: reason ? refusal(facts, turn) : certainty(share),
    guess: reason ? t("nearest_thing", { thing: THING, label }) : "",
    second: opinionOf(facts.second, reason ? "" : label),
    probabilities: roundedAll(probabilities),
    input: encoded(input),
    shape: [SIDE, SIDE],
  };
}

/** @param {number} share */
function certainty(share) {
  return CERTAINTIES.find(([least]) => share >= least)?.[1] ?? t("not_sure");
}

// Why there is no label, and what to do.
/** @type {(facts: Facts, turn: Turn | null) => Message} */
function refusal({ reason, input, box, size }, turn) {
  const isUnsure = reason === "unsure";
  const why = isUnsure ? t("unsure_whether_digit") : t("unknown_digit");
  if (isFlat(input)) return t("flat_stroke");
  if (turn) return t("lies_on_its_side", { turned: String(turn.label) });
  if (box.bottom - box.top < MIN_HEIGHT_SHARE * size.height) return t("too_small");
  if (reason === "touching") return t("digits_touch");
  return isUnsure ? t("refusal_plainly", { why }) : t("refusal_only_digits", { why });
}

// Whether the input contains only flat strokes: a minus, an equals sign, or a part of one.
/** @param {Uint8Array} input */
function isFlat(input) {
  const inked = [...input.keys()].filter((i) => input[i] > INKED_LEVEL);
  if (!inked.length) return false;
  const rows = new Set(inked.map((i) => Math.floor(i / SIDE)));
  const columns = new Set(inked.map((i) => i % SIDE));
  const isSolid = inked.length / (rows.size * columns.size) > SOLID;
  return isSolid && columns.size >= MIN_FLAT_RATIO * rows.size;
}

/**
 * @param {Facts["second"]} second
 * @param {string} said by the first network; empty for a refusal
 * @returns {Opinion}
 */
function opinionOf({ probabilities, isRefused }, said) {
  const label = isRefused ? "" : String(best(probabilities));
  const share = percent(rounded(Math.max(...probabilities), DECIMALS));
  return { label, differs: label !== said, sentence: opinion(said, label, share) };
}

/** @type {(said: string, label: string, share: Message) => Message} */
function opinion(said, label, share) {
  if (label === said) return label ? t("cnn_agrees", { share }) : t("cnn_refuses_too");
  if (!label) return t("cnn_would_refuse");
  return said ? t("cnn_reads_instead", { label, share }) : t("cnn_reads", { label, share });
}

/** @type {(box: Box, size: { width: number, height: number }) => Area} */
function shares({ left, top, right, bottom }, { width, height }) {
  const all = [left / width, top / height, right / width, bottom / height];
  return /** @type {Area} */ (all.map((share) => rounded(share, 1e4)));
}

/** @type {(value: number, steps: number) => number} */
const rounded = (value, steps) => Math.round(value * steps) / steps;

/**
 * @param {Picture} picture
 * @param {number} index
 * @returns {Step}
 */
function stepOf({ pixels, width, height }, index) {
  const [name, caption] = STEPS[index];
  const paper = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  Object.assign(paper.canvas, { width, height });
  paper.putImageData(new ImageData(pixels, width, height), 0, 0);
  return { name, caption, image: paper.canvas.toDataURL() };
}
