// @ts-check
// A network in the browser, from weights in float16. Most values after a ReLU are 0; their weights are skipped.

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

/**
 * @typedef {{ kind: string, inputs?: number, outputs?: number, kernel?: Size, stride?: number, size?: Size }} Layer
 * @typedef {{ layers: Layer[], shape: Shape, mean: number, std: number }} Description of a network (device/packing.py)
 * @typedef {[high: number, wide: number]} Size
 * @typedef {{ numbers: Float32Array, height: number, width: number }} Values as (height, width, channels)
 * @typedef {(values: Values) => Values} Step
 */

export class Network {
  /** @type {Step[]} */
  steps = [];

  /**
   * @param {Description} description
   * @param {Float32Array} weights of each layer in PyTorch's order, then its biases
   */
  constructor({ layers, shape, mean, std }, weights) {
    const [height, width, channels = 1] = shape;
    this.height = height;
    this.width = width;
    this.mean = mean;
    this.std = std;
    let at = 0;
    let maps = layers[0].kind === "convolution" ? channels : 0; // that a dense layer would get
    for (const layer of layers) {
      const { inputs, outputs, kernel } = layer;
      if (kernel) {
        const size = inputs * outputs * kernel[0] * kernel[1];
        this.steps.push(convolution(layer, weights.subarray(at, at + size + outputs)));
        at += size + outputs;
        maps = outputs;
      } else if (layer.kind === "dense") {
        this.steps.push(dense(layer, weights.subarray(at, at + (inputs + 1) * outputs), maps));
        at += (inputs + 1) * outputs;
        maps = 0;
      } else this.steps.push(simple(layer));
    }
  }

  // The logits of a picture of levels 0..255.
  /** @param {Uint8Array} levels */
  logits(levels) {
    const numbers = Float32Array.from(levels, (level) => (level / 255 - this.mean) / this.std);
    return this.outputs(numbers, this.height, this.width);
  }

  // The outputs for (height, width, channels) numbers.
  /** @type {(numbers: Float32Array, height: number, width: number) => Float32Array} */
  outputs(numbers, height, width) {
    let values = { numbers, height, width };
    for (const step of this.steps) values = step(values);
    return values.numbers;
  }
}

// ---- Layers ---------------------------------------------------------------------------------------

// A layer without weights.
/** @type {(layer: Layer) => Step} */
function simple({ kind, size }) {
  if (kind === "pool") return (values) => pooled(values, size);
  if (kind === "detector") {
    return ({ numbers }) => ({ numbers: Float32Array.of(0, ...numbers), height: 1, width: 1 });
  }
  const activation = ACTIVATIONS[kind];
  return ({ numbers, height, width }) => ({ numbers: numbers.map(activation), height, width });
}

// A dense layer. After a convolution its inputs are in the order (channels, height, width) in PyTorch.
/** @type {(layer: Layer, weights: Float32Array, maps: number) => Step} */
function dense({ inputs, outputs }, weights, maps) {
  const byInput = new Float32Array(inputs * outputs); // (inputs, outputs)
  const pixels = maps ? inputs / maps : inputs;
  for (let input = 0; input < inputs; input++) {
    const place = maps ? (input % pixels) * maps + Math.floor(input / pixels) : input;
    for (let unit = 0; unit < outputs; unit++) {
      byInput[place * outputs + unit] = weights[unit * inputs + input];
    }
  }
  const biases = weights.slice(inputs * outputs);
  const terms = new Terms(inputs);
  return ({ numbers }) => {
    const sums = biases.slice();
    for (let input = 0; input < inputs; input++) terms.add(numbers[input], input * outputs);
    terms.sum(byInput, sums, 0, outputs);
    return { numbers: sums, height: 1, width: 1 };
  };
}

// A convolution with zeros around the picture.
/** @type {(layer: Layer, weights: Float32Array) => Step} */
function convolution({ inputs, outputs, kernel: [high, wide], stride }, weights) {
  const places = high * wide;
  const byPlace = new Float32Array(places * inputs * outputs); // (high, wide, inputs, outputs)
  for (let map = 0; map < outputs; map++) {
    for (let channel = 0; channel < inputs; channel++) {
      for (let place = 0; place < places; place++) {
        byPlace[(place * inputs + channel) * outputs + map] =
          weights[(map * inputs + channel) * places + place];
      }
    }
  }
  const biases = weights.slice(places * inputs * outputs);
  const [above, before] = [high >> 1, wide >> 1];
  const terms = new Terms(places * inputs);
  return ({ numbers, height, width }) => {
    const [rows, columns] = [Math.ceil(height / stride), Math.ceil(width / stride)];
    const sums = new Float32Array(rows * columns * outputs);
    for (let row = 0, at = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, at += outputs) {
        sums.set(biases, at);
        for (let place = 0; place < places; place++) {
          const y = row * stride + Math.floor(place / wide) - above;
          const x = column * stride + (place % wide) - before;
          if (y < 0 || y >= height || x < 0 || x >= width) continue;
          const pixel = (y * width + x) * inputs;
          for (let channel = 0; channel < inputs; channel++) {
            terms.add(numbers[pixel + channel], (place * inputs + channel) * outputs);
          }
        }
        terms.sum(byPlace, sums, at, outputs);
      }
    }
    return { numbers: sums, height: rows, width: columns };
  };
}

// Terms of sums: values that are not 0, and where the weights of each begin. Four at a time, since reading and writing
// the sums costs as much as a product.
class Terms {
  count = 0;

  /** @param {number} most */
  constructor(most) {
    this.values = new Float32Array(most);
    this.rows = new Int32Array(most);
  }

  /** @type {(value: number, row: number) => void} */
  add(value, row) {
    if (value === 0) return;
    this.values[this.count] = value;
    this.rows[this.count] = row;
    this.count += 1;
  }

  // Add to `size` sums from `at` on, and forget the terms.
  /** @type {(weights: Float32Array, sums: Float32Array, at: number, size: number) => void} */
  sum(weights, sums, at, size) {
    const { values, rows, count } = this;
    let term = 0;
    for (; term + 3 < count; term += 4) {
      const [a, b, c, d] = [values[term], values[term + 1], values[term + 2], values[term + 3]];
      const [i, j, k, l] = [rows[term], rows[term + 1], rows[term + 2], rows[term + 3]];
      for (let n = 0; n < size; n++) {
        sums[at + n] +=
          a * weights[i + n] + b * weights[j + n] + c * weights[k + n] + d * weights[l + n];
      }
    }
    for (; term < count; term++) {
      const [value, row] = [values[term], rows[term]];
      for (let n = 0; n < size; n++) sums[at + n] += value * weights[row + n];
    }
    this.count = 0;
  }
}

// The largest value of each rectangle; what is left over at the edges is dropped.
/** @type {(values: Values, size: Size) => Values} */
function pooled({ numbers, height, width }, [high, wide]) {
  const channels = numbers.length / (height * width);
  const [rows, columns] = [Math.floor(height / high), Math.floor(width / wide)];
  const largest = new Float32Array(rows * columns * channels).fill(-Infinity);
  for (let y = 0; y < rows * high; y++) {
    for (let x = 0; x < columns * wide; x++) {
      const [from, to] = [y * width + x, Math.floor(y / high) * columns + Math.floor(x / wide)];
      for (let channel = 0; channel < channels; channel++) {
        const value = numbers[from * channels + channel];
        if (value > largest[to * channels + channel]) largest[to * channels + channel] = value;
      }
    }
  }
  return { numbers: largest, height: rows, width: columns };
}

// ---- Outputs --------------------------------------------------------------------------------------

/** @param {Float32Array} logits */
export function softmax(logits) {
  const greatest = Math.max(...logits);
  const shares = logits.map((logit) => Math.exp(logit - greatest));
  const sum = shares.reduce((before, share) => before + share, 0);
  return shares.map((share) => share / sum);
}

/** @param {Float32Array} shares */
export const best = (shares) => shares.indexOf(Math.max(...shares));
