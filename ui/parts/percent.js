// @ts-check
// A confidence in percent, by the same rule as percent.py: nearly certain is never 100 %.

import { t } from "../languages/messages.js";

/** @param {number} share */
export function percent(share) {
  if (share >= 0.9995) return t("almost_certain", { value: 99.9 });
  return t("percent_1", { value: Math.floor(1000 * share + 0.5) / 10 });
}
