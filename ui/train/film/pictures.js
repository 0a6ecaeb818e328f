// @ts-check
// The pictures of one moment of a run, each on its canvas.

import { channelsLast, paintInput, picture, weightColour } from "../../pixels/paint.js";

/** @import { Layer } from "../../device/network.js" */

const FRAME = 6; // pixels around a sample
const ACROSS = 5; // samples in a row
const UNITS_ACROSS = 8;
const MOST_UNITS = 64;
const CELL = 14; // pixels of a cell of the confusion
const RIGHT = "#16a34a"; // both visible on light and on dark
const WRONG = "#dc2626";
const BAR = [16, 124]; // pixels of the height and the most width of a bar
const BLUE = "rgb(79 120 255)"; // of a bar
const FAINT_BLUE = "rgb(79 120 255 / 50%)"; // below a name
const CLASSES = 10; // bars beside the drawing, at most

/** @type {(canvas: HTMLCanvasElement, width: number, height: number) => CanvasRenderingContext2D} */
function cleared(canvas, width, height) {
  canvas.width = width;
  canvas.height = height;
  return canvas.getContext("2d");
}

/** @type {(levels: Uint8Array, shape: Shape) => HTMLCanvasElement} */
function painted(levels, shape) {
  const canvas = document.createElement("canvas");
  paintInput(canvas, levels, shape);
  return canvas;
}

// The drawing, and a bar for each class beside it.
/**
 * @param {HTMLCanvasElement} canvas
 * @param {Uint8Array} input
 * @param {Shape} shape
 * @param {Float32Array} read
 * @param {string[]} names
 */
export function drawReading(canvas, input, shape, read, names) {
  const [height, most] = BAR;
  const side = CLASSES * height;
  const paper = cleared(canvas, side + most + 28, side);
  paper.imageSmoothingEnabled = false;
  paper.drawImage(painted(input, shape), 0, 0, side, side);
  const { color } = getComputedStyle(canvas);
  paper.font = "12px system-ui, sans-serif";
  paper.textBaseline = "middle";
  read.forEach((share, index) => {
    const y = index * height;
    const isShort = names[index].length < 2;
    const left = side + (isShort ? 22 : 8); // a long name is written on its bar
    paper.fillStyle = isShort ? BLUE : FAINT_BLUE;
    paper.fillRect(left, y + 3, Math.max(1, share * most), height - 6);
    paper.fillStyle = color;
    paper.fillText(names[index], side + 8, y + height / 2);
  });
}

// The samples, framed in green where they are read right, else in red and crossed.
/**
 * @param {HTMLCanvasElement} canvas
 * @param {Uint8Array} samples
 * @param {Shape} shape
 * @param {number[]} labels
 * @param {number[]} answers
 */
export function drawSamples(canvas, samples, shape, labels, answers) {
  const [size, tile] = [samples.length / labels.length, shape[1] + FRAME];
  const paper = cleared(canvas, ACROSS * tile, Math.ceil(labels.length / ACROSS) * tile);
  paper.lineWidth = 2;
  labels.forEach((label, index) => {
    const [x, y] = [(index % ACROSS) * tile, Math.floor(index / ACROSS) * tile];
    const levels = samples.subarray(index * size, (index + 1) * size);
    paper.drawImage(painted(levels, shape), x + FRAME / 2, y + FRAME / 2);
    const isRight = answers[index] === label;
    paper.strokeStyle = isRight ? RIGHT : WRONG;
    paper.strokeRect(x + 2, y + 2, tile - 4, tile - 4);
    if (isRight) return;
    paper.beginPath(); // in more than colour
    paper.moveTo(x + 2, y + tile - 2);
    paper.lineTo(x + tile - 2, y + 2);
    paper.stroke();
  });
}

// The weights of the first units, or the first kernels, as pictures.
/** @type {(canvas: HTMLCanvasElement, weights: Float32Array, layer: Layer, shape: Shape) => void} */
export function drawUnits(
  canvas,
  weights,
  { inputs, outputs, kernel },
  [height, width, channels = 1],
) {
  const [high, wide] = kernel ?? [height, width];
  const size = high * wide * channels;
  const count = Math.min(MOST_UNITS, outputs);
  const rows = Math.ceil(count / UNITS_ACROSS);
  const paper = cleared(canvas, UNITS_ACROSS * (wide + 1), rows * (high + 1));
  const shown = weights.subarray(0, count * size);
  const greatest = shown.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-6);
  const levels = Int8Array.from(
    shown,
    (weight) => Math.sqrt(Math.abs(weight) / greatest) * 127 * Math.sign(weight),
  );
  for (let unit = 0; unit < count; unit++) {
    const own = levels.subarray(unit * size, (unit + 1) * size);
    const pixels = kernel ? channelsLast(own, inputs) : own;
    const [column, row] = [unit % UNITS_ACROSS, Math.floor(unit / UNITS_ACROSS)];
    const tile = picture(pixels, wide, weightColour, channels);
    paper.putImageData(tile, column * (wide + 1), row * (high + 1));
  }
}

// The confusion: the truth in rows, right answers in green, wrong ones in red.
/** @type {(canvas: HTMLCanvasElement, confusion: number[][]) => void} */
export function drawConfusion(canvas, confusion) {
  const paper = cleared(canvas, confusion.length * CELL, confusion.length * CELL);
  confusion.forEach((row, truth) => {
    const sum = Math.max(
      1,
      row.reduce((before, count) => before + count, 0),
    );
    row.forEach((count, said) => {
      paper.globalAlpha = Math.sqrt(count / sum);
      paper.fillStyle = truth === said ? RIGHT : WRONG;
      paper.fillRect(said * CELL, truth * CELL, CELL - 1, CELL - 1);
    });
  });
}
