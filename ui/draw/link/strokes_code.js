// @ts-check
// A drawing as a short text for a link, and back: bytes in base64 as RFC 4648 has it for addresses.
//
// The bytes: the version of the format, the paper's width over height, and the number of strokes; for each stroke
// its width in percent of the paper's height (plus 128 for the eraser), the number of its points, and the step to
// each from the one before. Lengths are in thousandths of the height.

const FORMAT = 1; // version
const UNIT = 1000; // of the paper's height
const ERASER = 128; // added to the width in percent
const MOST_POINTS = 50_000;
const FARTHEST = 4 * UNIT; // coordinate of a point

/**
 * @param {Stroke[]} strokes
 * @param {number} aspect
 */
export function encodeDrawing(strokes, aspect) {
  const bytes = [FORMAT, aspect];
  writeNumber(bytes, strokes.length);
  let [x, y] = [0, 0];
  for (const { tool, width, points } of strokes) {
    const percent = Math.max(1, Math.min(100, Math.round(100 * width)));
    bytes.push(percent + (tool === "eraser" ? ERASER : 0));
    const places = points.map((point) => point.map((each) => Math.round(UNIT * each)));
    const distinct = places.filter((at, i) => !i || String(at) !== String(places[i - 1]));
    writeNumber(bytes, distinct.length);
    for (const [nextX, nextY] of distinct) {
      writeStep(bytes, nextX - x);
      writeStep(bytes, nextY - y);
      [x, y] = [nextX, nextY];
    }
  }
  const letters = bytes.map((byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// Throws an error where the text is not a complete drawing.
/**
 * @param {string} text
 * @returns {{ strokes: Stroke[], aspect: number }}
 */
export function decodeDrawing(text) {
  const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const reader = new Reader(Uint8Array.from(letters, (letter) => letter.charCodeAt(0)));
  const [format, aspect] = [reader.byte(), reader.byte()];
  check(format === FORMAT && (aspect === 1 || aspect === 2));
  const count = reader.number();
  check(count > 0 && count <= MOST_POINTS);
  /** @type {Stroke[]} */
  const strokes = [];
  let [x, y] = [0, 0];
  for (let i = 0; i < count; i++) {
    const head = reader.byte();
    /** @type {Point[]} */
    const points = [];
    const length = reader.number();
    check(length > 0 && length <= MOST_POINTS);
    for (let j = 0; j < length; j++) {
      x += reader.step();
      y += reader.step();
      check(Math.max(Math.abs(x), Math.abs(y)) <= FARTHEST);
      points.push([x / UNIT, y / UNIT]);
    }
    const width = (head % ERASER) / 100;
    check(width > 0);
    strokes.push({ tool: head < ERASER ? "pen" : "eraser", width, points });
  }
  check(reader.atEnd);
  return { strokes, aspect };
}

/** @param {boolean} isRight */
function check(isRight) {
  if (!isRight) throw new Error("no drawing");
}

// Seven bits in each byte, the lowest first; the eighth bit means that more follow.
/** @type {(bytes: number[], value: number) => void} */
function writeNumber(bytes, value) {
  while (value > 127) {
    bytes.push((value % 128) + 128);
    value = Math.floor(value / 128);
  }
  bytes.push(value);
}

// Signed steps as natural numbers: 0, -1, 1, -2, 2 … become 0, 1, 2, 3, 4 …
/** @type {(bytes: number[], step: number) => void} */
const writeStep = (bytes, step) => writeNumber(bytes, step < 0 ? -2 * step - 1 : 2 * step);

class Reader {
  place = 0;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
  }

  get atEnd() {
    return this.place === this.bytes.length;
  }

  byte() {
    check(!this.atEnd);
    return this.bytes[this.place++];
  }

  number() {
    let [value, weight] = [0, 1];
    for (;;) {
      const byte = this.byte();
      value += (byte % 128) * weight;
      if (byte < 128) return value;
      weight *= 128;
      check(weight < 2 ** 28);
    }
  }

  step() {
    const number = this.number();
    return number % 2 ? -(number + 1) / 2 : number / 2;
  }
}
