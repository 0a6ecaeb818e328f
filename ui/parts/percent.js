// @ts-check
// A confidence in percent, by the rule of percent.py; never a flat 100 % for what is nearly certain.

import { t } from "../languages/messages.js";

export function percent(share) {
  if (share >= 0.9995) return t("almost_certain", { value: 99.9 });
  return t("percent_1", { value: Math.floor(1000 * share + 0.5) / 10 });
}
