// A confidence as text, by the rule of percent.py; never a flat 100 % for what is nearly certain.
export function percent(share) {
  if (share >= 0.9995) return ">99.9\u00a0%";
  return `${(Math.floor(1000 * share + 0.5) / 10).toFixed(1)}\u00a0%`;
}
