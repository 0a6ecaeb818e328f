// @ts-check
// The pictures of one moment of a run, each on its canvas.

import { paintInput, picture } from "../../pixels/paint.js";

const SIDE = 28; // pixels of an input
const TILE = 34; // pixels of a sample with its frame
const ACROSS = 5; // samples in a row
const UNITS_ACROSS = 8;
const MOST_UNITS = 64;
const CELL = 14; // pixels of a cell of the confusion
const RIGHT = "#16a34a"; // both visible on light and on dark
const WRONG = "#dc2626";
const BAR = [16, 124]; // pixels of the height and the most width of a bar
const POSITIVE = [79, 120, 255];
const NEGATIVE = [249, 115, 22];

/** @type {(canvas: HTMLCanvasElement, width: number, height: number) => CanvasRenderingContext2D} */
function cleared(canvas, width, height) {
  canvas.width = width;
  canvas.height = height;
  return canvas.getContext("2d");
}

/** @type {(levels: Uint8Array) => HTMLCanvasElement} */
function painted(levels) {
  const canvas = document.createElement("canvas");
  paintInput(canvas, levels, [SIDE, SIDE]);
  return canvas;
}

// The drawing, and a bar for each class beside it.
/** @type {(canvas: HTMLCanvasElement, input: Uint8Array, read: Float32Array) => void} */
export function drawReading(canvas, input, read) {
  const [height, most] = BAR;
  const side = read.length * height;
  const paper = cleared(canvas, side + most + 28, side);
  paper.imageSmoothingEnabled = false;
  paper.drawImage(painted(input), 0, 0, side, side);
  const { color } = getComputedStyle(canvas);
  paper.font = "12px system-ui, sans-serif";
  paper.textBaseline = "middle";
  read.forEach((share, index) => {
    const y = index * height;
    paper.fillStyle = color;
    paper.fillText(String(index), side + 8, y + height / 2);
    paper.fillStyle = `rgb(${POSITIVE})`;
    paper.fillRect(side + 22, y + 3, Math.max(1, share * most), height - 6);
  });
}

// The samples, framed in green where they are read right, else in red and crossed.
/** @type {(canvas: HTMLCanvasElement, samples: Uint8Array, labels: number[], answers: number[]) => void} */
export function drawSamples(canvas, samples, labels, answers) {
  const paper = cleared(canvas, ACROSS * TILE, Math.ceil(labels.length / ACROSS) * TILE);
  paper.lineWidth = 2;
  labels.forEach((label, index) => {
    const [x, y] = [(index % ACROSS) * TILE, Math.floor(index / ACROSS) * TILE];
    const levels = samples.subarray(index * SIDE * SIDE, (index + 1) * SIDE * SIDE);
    paper.drawImage(painted(levels), x + 3, y + 3);
    const isRight = answers[index] === label;
    paper.strokeStyle = isRight ? RIGHT : WRONG;
    paper.strokeRect(x + 2, y + 2, TILE - 4, TILE - 4);
    if (isRight) return;
    paper.beginPath(); // in more than colour
    paper.moveTo(x + 2, y + TILE - 2);
    paper.lineTo(x + TILE - 2, y + 2);
    paper.stroke();
  });
}

// The weights of the first units as pictures: blue for, orange against.
/** @type {(canvas: HTMLCanvasElement, weights: Float32Array, widths: number[]) => void} */
export function drawUnits(canvas, weights, widths) {
  const count = Math.min(MOST_UNITS, widths[1]);
  const rows = Math.ceil(count / UNITS_ACROSS);
  const paper = cleared(canvas, UNITS_ACROSS * (SIDE + 1), rows * (SIDE + 1));
  const shown = weights.subarray(0, count * widths[0]);
  const greatest = shown.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-6);
  /** @param {number} level */
  const colour = (level) => [...(level > 0 ? POSITIVE : NEGATIVE), 2 * Math.abs(level)];
  for (let unit = 0; unit < count; unit++) {
    const own = shown.subarray(unit * widths[0], (unit + 1) * widths[0]);
    const levels = Int8Array.from(
      own,
      (weight) => Math.sqrt(Math.abs(weight) / greatest) * 127 * Math.sign(weight),
    );
    const [column, row] = [unit % UNITS_ACROSS, Math.floor(unit / UNITS_ACROSS)];
    paper.putImageData(picture(levels, SIDE, colour), column * (SIDE + 1), row * (SIDE + 1));
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
