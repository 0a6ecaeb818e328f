// @ts-check
// The view of the samples in the address: `?tab=validation&show=mistakes&true=3&sheet=2`.

import { asked, say } from "../../page/address.js";

/**
 * @typedef {{ mistakes: boolean, true: number | null, said: number | null, order: string,
 *   page: number }} View
 */

/** @param {string} text */
const whole = (text) => (/^\d{1,5}$/.test(text) ? Number(text) : null);

/** @type {(view: View, chosen: boolean) => void} */
export function sayView({ mistakes, true: truth, said, order, page }, chosen) {
  const content = {
    show: mistakes ? "mistakes" : null,
    true: truth,
    read: said,
    order: order === "number" ? null : order,
    sheet: page ? page + 1 : null, // Gradio uses "page" itself
  };
  say("validation", content, { chosen });
}

// Odd values are left to the server, which corrects them.
/** @returns {View} */
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
