// @ts-check
// Pictures of numbers: whatever the page paints pixel by pixel.

export const FAINT = 0.6; // how much of a photograph is left under colours

export const isDark = () => document.body.classList.contains("dark");

export const bytes = (encoded) => Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));

// An image of levels, a pixel for every `channels` of them; `colour` makes [red, green, blue,
// opacity] of a pixel's levels.
export function picture(levels, width, colour, channels = 1) {
  const image = new ImageData(width, Math.ceil(levels.length / channels / width));
  for (let i = 0; i * channels < levels.length; i++) {
    image.data.set(colour(...levels.subarray(i * channels, (i + 1) * channels)), 4 * i);
  }
  return image;
}

// The input of a network, of that shape: [height, width] in grey, or [height, width, 3] in colour;
// darker where the strength is below 1.
export function paintInput(canvas, levels, [, width, channels = 1], strength = 1) {
  const colour = (red, green = red, blue = red) => [
    ...[red, green, blue].map((level) => level * strength),
    255,
  ];
  paint(canvas, picture(levels, width, colour, channels));
}

export const paintGrey = (canvas, levels, width) => paintInput(canvas, levels, [0, width]);

// The same picture without its colours, and as faint as the page is light or dark, to lay colours
// on it.
export function paintFaint(canvas, levels, [, width, channels = 1]) {
  const beneath = isDark() ? 0 : 255;
  const colour = (...parts) => {
    const mean = parts.reduce((sum, level) => sum + level, 0) / parts.length;
    return [...Array(3).fill(FAINT * mean + (1 - FAINT) * beneath), 255];
  };
  paint(canvas, picture(levels, width, colour, channels));
}

// Levels 0..255 as shades of the accent, from nothing to full.
export function paintShades(canvas, levels, width) {
  const accent = token("accent");
  paint(
    canvas,
    picture(levels, width, (level) => [...accent, level]),
  );
}

// Signed levels, bytes around 128, in two colours: transparent where they are 0.
export function paintSigned(canvas, levels, width) {
  const [positive, negative] = [token("for"), token("against")];
  const colour = (level) => {
    const value = Math.min(1, Math.abs(level - 128) / 127);
    return [...(level > 128 ? positive : negative), 255 * value ** 0.7];
  };
  paint(canvas, picture(levels, width, colour));
}

function paint(canvas, image) {
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext("2d", { willReadFrequently: true }).putImageData(image, 0, 0);
}

// A colour token of the page as [red, green, blue], in the mode it is shown in.
function token(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(--digitpad-${name})`;
  probe.style.forcedColorAdjust = "none"; // the system's colours would make all tokens alike
  document.body.append(probe);
  const parts = getComputedStyle(probe)
    .color.match(/[\d.]+/g)
    .slice(0, 3)
    .map(Number);
  probe.remove();
  return parts;
}
