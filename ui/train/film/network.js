// @ts-check
// A multilayer perceptron in the browser, from the float16 weights of a frame.

const ROOT_TWO = Math.SQRT2;

/** @type {Record<string, (value: number) => number>} */
const ACTIVATIONS = {
  relu: (value) => Math.max(0, value),
  sigmoid: (value) => 1 / (1 + Math.exp(-value)),
  tanh: Math.tanh,
  gelu: (value) => 0.5 * value * (1 + erf(value / ROOT_TWO)),
};

// The error function, to 1.5e-7: Abramowitz and Stegun 1964, formula 7.1.26.
/** @param {number} x */
function erf(x) {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const sum =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.sign(x) * (1 - sum * Math.exp(-x * x));
}

// float16 to float32; not every browser has Float16Array.
/** @param {Uint8Array} bytes */
export function fromHalf(bytes) {
  const halves = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2);
  const words = new Uint32Array(halves.length);
  const numbers = new Float32Array(words.buffer);
  for (let i = 0; i < halves.length; i++) {
    const half = halves[i];
    const sign = (half & 0x8000) << 16;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) numbers[i] = (sign ? -1 : 1) * fraction * 2 ** -24;
    else if (exponent === 31) words[i] = sign | 0x7f800000 | (fraction << 13);
    else words[i] = sign | ((exponent + 112) << 23) | (fraction << 13);
  }
  return numbers;
}

/** @typedef {{ widths: number[], activation: string, mean: number, std: number }} Shape */

// The probabilities of the classes for one picture of grey levels 0..255.
/** @type {(shape: Shape, weights: Float32Array, levels: Uint8Array) => Float32Array} */
export function probabilities({ widths, activation, mean, std }, weights, levels) {
  const activate = ACTIVATIONS[activation];
  let values = Float32Array.from(levels, (level) => (level / 255 - mean) / std);
  let at = 0;
  for (let layer = 1; layer < widths.length; layer++) {
    const [inputs, units] = [values.length, widths[layer]];
    const biases = at + inputs * units;
    const sums = new Float32Array(units);
    for (let unit = 0; unit < units; unit++) {
      let sum = weights[biases + unit];
      const row = at + unit * inputs;
      for (let i = 0; i < inputs; i++) sum += weights[row + i] * values[i];
      sums[unit] = layer < widths.length - 1 ? activate(sum) : sum;
    }
    values = sums;
    at = biases + units;
  }
  return softmax(values);
}

/** @param {Float32Array} logits */
function softmax(logits) {
  const greatest = Math.max(...logits);
  const shares = logits.map((logit) => Math.exp(logit - greatest));
  const sum = shares.reduce((before, share) => before + share, 0);
  return shares.map((share) => share / sum);
}

/** @param {Float32Array} shares */
export const best = (shares) => shares.indexOf(Math.max(...shares));
