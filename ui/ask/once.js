// A question of which every answer matters, however long it takes. Where the server does not answer, a problem
// to show is returned instead.

import { t } from "../languages/messages.js";

export async function askOnce(call, question) {
  const answer = await call(question).catch(() => {});
  return answer ?? { problem: t("no_answer") };
}
