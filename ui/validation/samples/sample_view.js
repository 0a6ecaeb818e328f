// @ts-check
// The view of the samples as the address names it: `?tab=validation&show=mistakes&true=3&sheet=2`.

import { asked, say } from "../../page/address.js";

const whole = (text) => (/^\d{1,5}$/.test(text) ? Number(text) : null);

export function sayView({ mistakes, true: truth, said, order, page }, chosen) {
  const content = {
    show: mistakes ? "mistakes" : null,
    true: truth,
    read: said,
    order: order === "number" ? null : order,
    sheet: page ? page + 1 : null, // Gradio has a "page" of its own
  };
  say("validation", content, { chosen });
}

// Anything odd is a matter for the server, which shows what there is.
export function viewAsked() {
  const { show, true: truth, read, order, sheet } = asked("validation");
  return {
    mistakes: show === "mistakes",
    true: whole(truth),
    said: whole(read),
    order: order ?? "number",
    page: Math.max(0, (whole(sheet) ?? 1) - 1),
  };
}
