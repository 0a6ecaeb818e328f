// @ts-check
// Questions to the server. Of those of an asker only the newest matters: one is under way at a time, so nothing
// can pile up; while it is, the newest of the others waits.

import { t } from "../languages/messages.js";
import { firstKey } from "./connection.js";

const PATIENCE = 4000; // milliseconds without an answer after which the server counts as out of reach
export const LONG = 20_000; // milliseconds, for questions that a busy server works on for seconds
const QUICK_ANSWER = 100; // milliseconds; a server that answers sooner is not busy

// Sends one request and returns its answer, however long that takes; without an answer it returns a problem to show.
export async function ask(call, question = {}) {
  const answer = await call(question).catch(() => {});
  return answer ?? { problem: t("no_answer") };
}

// A function that asks by `call`, a function of the server. It takes one that composes the question
// when its turn has come, and gives a promise of the answer, or of nothing where a newer question
// has taken its place. A busy server is given as much rest as it made us wait, unless the question
// is `urgent()`; one that doesn't answer is asked again, and `silent()` hears of it. From an answer
// to the next question there are at least `pause` milliseconds.
export function asker(
  call,
  { urgent = () => true, silent = () => {}, pause = 0, patience = PATIENCE } = {},
) {
  let underway = false;
  let waiting = null; // { compose, resolve }
  let restUntil = 0; // for what is not urgent
  let pauseUntil = 0; // for everything
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

  function answerTo(compose) {
    const answer = firstKey.then(() => call(compose()));
    const silence = new Promise((resolve) => setTimeout(resolve, patience));
    return Promise.race([answer, silence]).catch(() => undefined);
  }

  return (compose) =>
    new Promise((resolve) => {
      waiting?.resolve();
      waiting = { compose, resolve };
      next();
    });
}
