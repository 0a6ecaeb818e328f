// @ts-check
// Rounding as Python and OpenCV do it.

// The nearest whole number; of two, the even one.
/** @param {number} value */
export function roundEven(value) {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest === 0.5) return floor % 2 ? floor + 1 : floor;
  return rest < 0.5 ? floor : floor + 1;
}

// Ink 0..1 as a level 0..255 (cv2.convertScaleAbs).
/** @param {number} ink */
export const toGrey = (ink) => Math.min(255, roundEven(Math.fround(ink * 255)));
