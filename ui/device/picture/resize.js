// @ts-check
// Resampling as in OpenCV (cv2.resize), of one channel.

/** @typedef {{ values: Float32Array, width: number, height: number }} Ink in 0..1, by rows */

/** @typedef {{ length: number, pixel: Int32Array, covered: Int32Array, share: Float32Array }} Areas */

/** @type {(width: number, height: number) => Ink} */
export const newInk = (width, height) => ({
  values: new Float32Array(width * height),
  width,
  height,
});

// Bilinear interpolation between the centres of pixels (INTER_LINEAR).
/** @type {(ink: Ink, width: number, height: number, enlarged?: number) => Ink} */
export function interpolated(ink, width, height, enlarged) {
  const across = neighbours(ink.width, width, 1 / (enlarged ?? width / ink.width));
  const down = neighbours(ink.height, height, 1 / (enlarged ?? height / ink.height));
  const found = newInk(width, height);
  const { values } = ink;
  for (let y = 0; y < height; y++) {
    const [above, below] = [down.first[y] * ink.width, down.second[y] * ink.width];
    const low = down.share[y];
    for (let x = 0; x < width; x++) {
      const [left, right, share] = [across.first[x], across.second[x], across.share[x]];
      const top = values[above + left] * (1 - share) + values[above + right] * share;
      const bottom = values[below + left] * (1 - share) + values[below + right] * share;
      found.values[y * width + x] = top * (1 - low) + bottom * low;
    }
  }
  return found;
}

// For each pixel of a side, two pixels of the old side, and the share of the second.
/**
 * @param {number} length
 * @param {number} wanted
 * @param {number} scale px of the old side for one of the new side
 */
function neighbours(length, wanted, scale) {
  const first = new Int32Array(wanted);
  const second = new Int32Array(wanted);
  const share = new Float32Array(wanted);
  for (let i = 0; i < wanted; i++) {
    const place = Math.fround((i + 0.5) * scale - 0.5);
    const start = Math.floor(place);
    first[i] = Math.min(Math.max(0, start), length - 1);
    second[i] = Math.min(Math.max(0, start + 1), length - 1);
    share[i] = place - start;
  }
  return { first, second, share };
}

// The mean of the area of each pixel (INTER_AREA), for sides that don't grow.
/** @type {(ink: Ink, width: number, height: number, shrunk?: number) => Ink} */
export function averaged(ink, width, height, shrunk) {
  const across = areas(ink.width, width, 1 / (shrunk ?? width / ink.width));
  const down = areas(ink.height, height, 1 / (shrunk ?? height / ink.height));
  const found = newInk(width, height);
  const row = new Float32Array(width);
  for (let i = 0; i < down.length; i++) {
    row.fill(0);
    const start = down.covered[i] * ink.width;
    for (let j = 0; j < across.length; j++) {
      row[across.pixel[j]] += ink.values[start + across.covered[j]] * across.share[j];
    }
    const at = down.pixel[i] * width;
    for (let x = 0; x < width; x++) found.values[at + x] += row[x] * down.share[i];
  }
  return found;
}

// Which pixels of the old side each pixel covers, and the shares of its mean.
/** @type {(length: number, wanted: number, scale: number) => Areas} */
function areas(length, wanted, scale) {
  const most = Math.ceil(length + 2 * wanted);
  const found = {
    length: 0,
    pixel: new Int32Array(most),
    covered: new Int32Array(most),
    share: new Float32Array(most),
  };
  /** @type {(pixel: number, covered: number, share: number) => void} */
  const add = (pixel, covered, share) => {
    found.pixel[found.length] = pixel;
    found.covered[found.length] = covered;
    found.share[found.length] = share;
    found.length += 1;
  };
  for (let i = 0; i < wanted; i++) {
    const [start, stop] = [i * scale, i * scale + scale];
    const whole = Math.min(scale, length - start);
    const last = Math.min(Math.floor(stop), length - 1);
    const first = Math.min(Math.ceil(start), last);
    if (first - start > 1e-3) add(i, first - 1, (first - start) / whole);
    for (let pixel = first; pixel < last; pixel++) add(i, pixel, 1 / whole);
    if (stop - last > 1e-3) add(i, last, Math.min(stop - last, 1, whole) / whole);
  }
  return found;
}
