// A question of which every answer matters, however long it takes. Where the server refuses it, Gradio gives
// nothing; a problem to show is given instead.

import { phrase } from "../languages/phrase.js";
import { key } from "./visitor.js";

export async function askOnce(call, question) {
  const answer = await key.then((visitor) => call({ key: visitor, ...question })).catch(() => {});
  return answer ?? { problem: phrase("The server did not answer; try again.") };
}
