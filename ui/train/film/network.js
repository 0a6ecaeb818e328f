// @ts-check
// A network in the browser, from the float16 weights of a frame.

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

/** @typedef {{ kind: string, inputs?: number, outputs?: number, kernel?: number, stride?: number }} Layer */
/** @typedef {{ layers: Layer[], shape: Shape, mean: number, std: number }} Network of a film (runs/film.py) */

// The probabilities of the classes for one picture of levels 0..255.
/** @type {(network: Network, weights: Float32Array, levels: Uint8Array) => Float32Array} */
export function probabilities({ layers, shape, mean, std }, weights, levels) {
  /** @type {Float32Array} */
  let values = Float32Array.from(levels, (level) => (level / 255 - mean) / std);
  let [height, width, channels = 1] = shape;
  if (layers[0].kind === "convolution") values = channelsFirst(values, channels);
  let at = 0;
  for (const layer of layers) {
    const { kind, inputs, outputs, kernel, stride } = layer;
    if (kind === "dense") {
      values = dense(values, weights.subarray(at), outputs);
      at += (inputs + 1) * outputs;
    } else if (kind === "convolution") {
      values = convolution(values, weights.subarray(at), layer, [height, width]);
      [height, width] = [Math.ceil(height / stride), Math.ceil(width / stride)];
      at += (inputs * kernel * kernel + 1) * outputs;
    } else if (kind === "detector") values = Float32Array.of(0, ...values);
    else values = values.map(ACTIVATIONS[kind]);
  }
  return softmax(values);
}

// From (height, width, channels) to (channels, height, width), as PyTorch has them.
/** @type {(values: Float32Array, channels: number) => Float32Array} */
function channelsFirst(values, channels) {
  const size = values.length / channels;
  return values.map((_, i) => values[(i % size) * channels + Math.floor(i / size)]);
}

// A dense layer: the weights (outputs, inputs), then the biases.
/** @type {(values: Float32Array, weights: Float32Array, outputs: number) => Float32Array} */
function dense(values, weights, outputs) {
  const inputs = values.length;
  const sums = new Float32Array(outputs);
  for (let unit = 0; unit < outputs; unit++) {
    let sum = weights[outputs * inputs + unit];
    const row = unit * inputs;
    for (let i = 0; i < inputs; i++) sum += weights[row + i] * values[i];
    sums[unit] = sum;
  }
  return sums;
}

// A convolution with zeros around the picture: the weights (outputs, inputs, kernel, kernel), then the biases.
/** @type {(values: Float32Array, weights: Float32Array, layer: Layer, size: [number, number]) => Float32Array} */
function convolution(values, weights, { inputs, outputs, kernel, stride }, [height, width]) {
  const [rows, columns] = [Math.ceil(height / stride), Math.ceil(width / stride)];
  const edge = kernel >> 1;
  const sums = new Float32Array(outputs * rows * columns);
  for (let map = 0; map < outputs; map++) {
    const own = sums.subarray(map * rows * columns, (map + 1) * rows * columns);
    own.fill(weights[outputs * inputs * kernel * kernel + map]);
    for (let channel = 0; channel < inputs; channel++) {
      const picture = values.subarray(channel * height * width, (channel + 1) * height * width);
      for (let place = 0; place < kernel * kernel; place++) {
        const weight = weights[(map * inputs + channel) * kernel * kernel + place];
        const [down, right] = [Math.floor(place / kernel) - edge, (place % kernel) - edge];
        for (let row = 0; row < rows; row++) {
          const y = row * stride + down;
          if (y < 0 || y >= height) continue;
          for (let column = 0; column < columns; column++) {
            const x = column * stride + right;
            if (x >= 0 && x < width) own[row * columns + column] += weight * picture[y * width + x];
          }
        }
      }
    }
  }
  return sums;
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
