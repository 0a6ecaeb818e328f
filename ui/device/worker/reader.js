// @ts-check
// Reads a drawing that is one connected part, exactly as model/digits/reader.py and the page (ui/draw/tab.py) do.

import { best } from "../network.js";
import { onlyPart, Part } from "../picture/part.js";
import { logSum, NO_DIGIT, Row } from "./row.js";

/** @import { Network } from "../network.js" */
/** @import { Drawing } from "../picture/part.js" */
/** @import { Judgement, Judges } from "./judge.js" */

const THING = 1.2; // nats that each thing costs
const SURE = 0.7; // how sure the networks are of a part that stands alone, at least …
const NARROW = 1.15; // … and of its height, how wide it is at most, if the row network is not asked
const FLOOR = 0.01; // the networks are not surer than this of whether something is a digit
const NEARLY = 0.99; // outlier probability up to which a refusal is called unsure
const LEAST_SURE = 0.9; // probability by both networks after a quarter turn
const DIGIT_ONE = 1; // any flat stroke looks like one after a quarter turn
const QUARTERS = [1, 3];

/**
 * @typedef {object} Found
 * @property {Part} part
 * @property {ReturnType<Part["normalised"]>} way to the network
 * @property {Judgement} judgement
 * @property {string | null} reason why there is no label; null if there is one
 */
/** @typedef {{ quarters: number, label: number }} Turn after which something is read */

export class Reader {
  /**
   * @param {Judges} judges
   * @param {Network} rows
   */
  constructor(judges, rows) {
    this.judges = judges;
    this.rows = rows;
  }

  // What the second network says of an input by itself.
  /** @param {Uint8Array} input */
  opinion(input) {
    const { probabilities, outlier } = this.judges.opinion(input);
    return { probabilities, isRefused: outlier > this.judges.second.threshold };
  }

  // "server" where only the server can read it; `early` is called with the first network's answer.
  /**
   * @param {Drawing} drawing
   * @param {(input: Uint8Array, probabilities: Float32Array) => void} [early]
   * @returns {Found | "blank" | "server"}
   */
  read(drawing, early = () => {}) {
    const part = onlyPart(drawing);
    if (part === "blank") return "blank";
    if (part === "several") return "server";
    const way = part.normalised();
    const first = this.judges.first.judge(way.input);
    const isPlain = this.isPlain(part, first); // several digits are unlikely then
    if (isPlain) early(way.input, first.probabilities);
    const judgement = this.judges.both(way.input, first);
    const decision = this.decide(part, judgement);
    if (decision === "several digits") return "server";
    if (!isPlain) early(way.input, first.probabilities);
    return { part, way, judgement, reason: this.reason(judgement, decision) };
  }

  // Whether the part is narrow and surely a digit.
  /** @type {(part: Part, judgement: Judgement) => boolean} */
  isPlain(part, { probabilities, outlier }) {
    return part.width <= NARROW * part.height && Math.max(...probabilities) * (1 - outlier) >= SURE;
  }

  // The most likely way to read the part, as in model/digits/choose.py.
  /**
   * @param {Part} part
   * @param {Judgement} judgement
   * @returns {"digit" | "noise" | "touching" | "several digits"}
   */
  decide(part, judgement) {
    if (this.isPlain(part, judgement)) return "digit";
    const { probabilities, outlier } = judgement;
    const row = new Row(part, this.rows);
    const glyphs = row.glyphs();
    const digits = Array.from({ length: NO_DIGIT }, (_, label) => row.likelihood([label]));
    const asDigit =
      Math.log(Math.max(...probabilities)) + Math.max(...digits) + bounded(1 - outlier) - THING;
    const none = logSum([row.likelihood([NO_DIGIT]), row.likelihood([])]);
    const leftOut = bounded(outlier) + none - THING;
    const isCuttable = glyphs.length > 1 && !glyphs.includes(NO_DIGIT);
    const cut = isCuttable
      ? bounded(outlier) + row.likelihood(glyphs) - THING * glyphs.length
      : -Infinity;
    if (cut > Math.max(asDigit, leftOut)) return "several digits";
    if (leftOut <= asDigit) return "digit";
    return glyphs.filter((label) => label !== NO_DIGIT).length > 1 ? "touching" : "noise";
  }

  /** @type {(judgement: Judgement, decision: string) => string | null} */
  reason({ outlier }, decision) {
    if (decision === "digit" && outlier <= this.judges.first.threshold) return null;
    if (decision === "touching") return "touching";
    return outlier < NEARLY ? "unsure" : "no digit";
  }

  // A quarter turn after which a refused drawing is read surely (ui/reading/turned.py).
  /**
   * @param {Drawing} drawing
   * @returns {Turn | "server" | null}
   */
  turn(drawing) {
    /** @type {Turn | null} */
    let turn = null;
    let sure = 0;
    for (const quarters of QUARTERS) {
      const found = this.read(turned(drawing, quarters));
      if (found === "server") return "server";
      if (found === "blank" || found.reason) continue;
      const label = best(found.judgement.probabilities);
      const sureness = Math.min(
        ...[found.judgement, this.judges.opinion(found.way.input)].map(
          ({ probabilities, outlier }) => probabilities[label] * (1 - outlier),
        ),
      );
      if (label === DIGIT_ONE || sureness <= sure) continue;
      sure = sureness;
      turn = { quarters, label };
    }
    return sure >= LEAST_SURE ? turn : null;
  }
}

/** @param {number} probability */
const bounded = (probability) => Math.log(Math.max(probability, FLOOR));

// The drawing turned clockwise.
/** @type {(drawing: Drawing, quarters: number) => Drawing} */
function turned({ ink, width, height }, quarters) {
  const found = new Uint8Array(ink.length);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const [row, column] = quarters === 1 ? [x, height - 1 - y] : [width - 1 - x, y];
      found[row * height + column] = ink[i];
    }
  }
  return { ink: found, width: height, height: width };
}
