// @ts-check
// Pictures painted pixel by pixel.

export const FAINT = 0.6; // opacity of a photograph under colours

export const isDark = () => document.body.classList.contains("dark");

/** @param {string} encoded in base64 */
export const bytes = (encoded) => Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));

/** @typedef {(...levels: number[]) => number[]} Colour of a pixel's levels: red, green, blue, opacity */

// An image with a pixel for every `channels` levels.
/**
 * @param {Uint8Array | Int8Array} levels
 * @param {number} width
 * @param {Colour} colour
 * @param {number} channels
 */
export function picture(levels, width, colour, channels = 1) {
  const image = new ImageData(width, Math.ceil(levels.length / channels / width));
  for (let i = 0; i * channels < levels.length; i++) {
    image.data.set(colour(...levels.subarray(i * channels, (i + 1) * channels)), 4 * i);
  }
  return image;
}

const FOR = [79, 120, 255]; // a weight that speaks for a unit; both are visible on light and on dark
const AGAINST = [249, 115, 22];

// The colour of a weight -127..127; three of them are the red, green and blue that the unit likes.
/** @type {Colour} */
export const weightColour = (level, ...others) =>
  others.length
    ? [level, ...others].map((one) => 128 + one).concat(255)
    : [...(level > 0 ? FOR : AGAINST), 2 * Math.abs(level)];

// From (channels, height, width) to (height, width, channels).
/** @type {(levels: Int8Array, channels: number) => Int8Array} */
export function channelsLast(levels, channels) {
  const size = levels.length / channels;
  return levels.map((_, i) => levels[(i % channels) * size + Math.floor(i / channels)]);
}

// The input of a network, in grey or in colour; darker where the strength is below 1.
/**
 * @param {HTMLCanvasElement} canvas
 * @param {Uint8Array} levels
 * @param {Shape} shape
 * @param {number} strength
 */
export function paintInput(canvas, levels, [, width, channels = 1], strength = 1) {
  /** @type {Colour} */
  const colour = (red, green = red, blue = red) => [
    ...[red, green, blue].map((level) => level * strength),
    255,
  ];
  paint(canvas, picture(levels, width, colour, channels));
}

/** @type {(canvas: HTMLCanvasElement, levels: Uint8Array, width: number) => void} */
export const paintGrey = (canvas, levels, width) => paintInput(canvas, levels, [0, width]);

// The input in faint grey, to lay colours on it.
/** @type {(canvas: HTMLCanvasElement, levels: Uint8Array, shape: Shape) => void} */
export function paintFaint(canvas, levels, [, width, channels = 1]) {
  const beneath = isDark() ? 0 : 255;
  /** @type {Colour} */
  const colour = (...parts) => {
    const mean = parts.reduce((sum, level) => sum + level, 0) / parts.length;
    return [...Array(3).fill(FAINT * mean + (1 - FAINT) * beneath), 255];
  };
  paint(canvas, picture(levels, width, colour, channels));
}

// Levels 0..255 as opacities of the accent colour.
/** @type {(canvas: HTMLCanvasElement, levels: Uint8Array, width: number) => void} */
export function paintShades(canvas, levels, width) {
  const accent = token("accent");
  paint(
    canvas,
    picture(levels, width, (level) => [...accent, level]),
  );
}

// Signed levels, as bytes around 128, in two colours; zero is transparent.
/** @type {(canvas: HTMLCanvasElement, levels: Uint8Array, width: number) => void} */
export function paintSigned(canvas, levels, width) {
  const [positive, negative] = [token("for"), token("against")];
  /** @type {Colour} */
  const colour = (level) => {
    const value = Math.min(1, Math.abs(level - 128) / 127);
    return [...(level > 128 ? positive : negative), 255 * value ** 0.7];
  };
  paint(canvas, picture(levels, width, colour));
}

/** @type {(canvas: HTMLCanvasElement, image: ImageData) => void} */
function paint(canvas, image) {
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext("2d", { willReadFrequently: true }).putImageData(image, 0, 0);
}

// A colour token of the page as [red, green, blue], in the current light or dark mode.
/** @param {string} name */
function token(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(--digitpad-${name})`;
  probe.style.forcedColorAdjust = "none"; // forced colours would make all tokens equal
  document.body.append(probe);
  const parts = getComputedStyle(probe)
    .color.match(/[\d.]+/g)
    .slice(0, 3)
    .map(Number);
  probe.remove();
  return parts;
}
