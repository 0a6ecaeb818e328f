// @ts-check
// Questions to the server or to a worker. Of each asker one is sent at a time and only the newest waits, so nothing
// can pile up.

import { t } from "../languages/messages.js";
import { firstKey } from "./connection.js";

const PATIENCE = 4000; // milliseconds without an answer after which the server counts as out of reach
export const LONG = 20_000; // milliseconds, for questions that a busy server works on for seconds
const QUICK_ANSWER = 100; // milliseconds; a server that answers sooner is not busy

// Sends one request and waits for its answer without a limit; without an answer it returns a problem to show.
/**
 * @param {Call} call
 * @param {object} question
 * @returns {Promise<Answer>}
 */
export async function ask(call, question = {}) {
  const answer = await call(question).catch(() => {});
  return answer ?? { problem: t("no_answer") };
}

/**
 * @typedef {object} Options
 * @property {() => boolean} [urgent] whether to ask even a busy server without a rest
 * @property {() => void} [silent] is called without an answer, before the question is repeated
 * @property {number} [pause] milliseconds between an answer and the next question, at least
 * @property {number} [patience] milliseconds until there is no answer
 * @property {Promise<unknown>} [ready] what the first question waits for: by default, the connection
 */

// A busy server rests for as long as its last answer took. Questions are composed just before they are sent.
/**
 * @param {Call} call
 * @param {Options} [options]
 * @returns {Asker}
 */
export function asker(
  call,
  { urgent = () => true, silent = () => {}, pause = 0, patience = PATIENCE, ready = firstKey } = {},
) {
  let underway = false;
  /** @type {{ compose: () => object, resolve: (answer?: Answer) => void } | null} */
  let waiting = null;
  let restUntil = 0; // for what is not urgent
  let pauseUntil = 0; // for everything
  /** @type {number} */
  let timer;

  async function next() {
    clearTimeout(timer);
    if (underway || !waiting) return;
    const rest = Math.max(pauseUntil, urgent() ? 0 : restUntil) - performance.now();
    if (rest > 0) {
      timer = setTimeout(next, rest);
      return;
    }
    const asked = waiting;
    const start = performance.now();
    waiting = null;
    underway = true;
    const answer = await answerTo(asked.compose);
    underway = false;
    if (answer === undefined) {
      pauseUntil = performance.now() + PATIENCE;
      silent();
      if (waiting) asked.resolve();
      else waiting = asked;
    } else {
      const now = performance.now();
      pauseUntil = now + pause;
      restUntil = now + (now - start - QUICK_ANSWER);
      asked.resolve(answer);
    }
    next();
  }

  /** @param {() => object} compose */
  async function answerTo(compose) {
    /** @type {number} */
    let end;
    const answer = ready.then(() => call(compose()));
    const silence = new Promise((resolve) => {
      end = setTimeout(resolve, patience);
    });
    const found = await Promise.race([answer, silence]).catch(() => {});
    clearTimeout(end);
    return found;
  }

  return (compose) =>
    new Promise((resolve) => {
      waiting?.resolve();
      waiting = { compose, resolve };
      next();
    });
}
