// A question of which every answer matters, however long it takes. Where the server does not answer, a problem
// to show is returned instead.

import { phrase } from "../languages/phrase.js";

export async function askOnce(call, question) {
  const answer = await call(question).catch(() => {});
  return answer ?? { problem: phrase("The server did not answer; try again.") };
}
