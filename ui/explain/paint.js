// Pictures of numbers: evidence in two colours, activations in one.

const bytes = (encoded) => Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));

// A colour token of the page as [red, green, blue], in the mode it is shown in.
function token(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(--digitpad-${name})`;
  element.append(probe);
  const parts = getComputedStyle(probe).color.match(/[\d.]+/g).slice(0, 3).map(Number);
  probe.remove();
  return parts;
}

// Paint signed levels (bytes around 128) on a canvas of their size: transparent where they are 0.
function paintSigned(canvas, signed, width) {
  const height = signed.length / width;
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(width, height);
  const [positive, negative] = [token("for"), token("against")];
  signed.forEach((level, i) => {
    const value = (level - 128) / 127;
    pixels.data.set(value > 0 ? positive : negative, 4 * i);
    pixels.data[4 * i + 3] = 255 * Math.min(1, Math.abs(value)) ** 0.7;
  });
  context.putImageData(pixels, 0, 0);
}

// Paint levels 0..255 as shades of the accent, from nothing to full.
function paintLevels(canvas, levels, width) {
  canvas.width = width;
  canvas.height = Math.ceil(levels.length / width);
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(canvas.width, canvas.height);
  const colour = token("accent");
  levels.forEach((level, i) => {
    pixels.data.set(colour, 4 * i);
    pixels.data[4 * i + 3] = level;
  });
  context.putImageData(pixels, 0, 0);
}

// The 28×28 in grey, as bytes, on a canvas of that size.
function paintGrey(canvas, levels, strength = 1) {
  canvas.width = canvas.height = 28;
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(28, 28);
  levels.forEach((level, i) => {
    pixels.data.fill(level * strength, 4 * i, 4 * i + 3);
    pixels.data[4 * i + 3] = 255;
  });
  context.putImageData(pixels, 0, 0);
}
