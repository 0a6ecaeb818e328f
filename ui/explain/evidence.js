// @ts-check
// Which pixels speak for and against an answer, on the network's input and on the drawing or picture.

import { latest } from "../parts/topics.js";
import { bytes, FAINT, isDark, paintFaint, paintInput, paintSigned } from "../pixels/paint.js";

const PICTURE_HEIGHT = 336; // px
const WIDEST_ASPECT = 2.2; // width over height

export class Evidence {
  canvas = document.createElement("canvas"); // the evidence alone

  /** @type {HTMLImageElement} */
  picture;

  /**
   * @param {HTMLCanvasElement} seen
   * @param {HTMLCanvasElement} drawn
   */
  constructor(seen, drawn) {
    this.seen = seen;
    this.drawn = drawn;
    this.width = seen.width;
  }

  /**
   * @param {string} encoded
   * @param {Shown} shown
   */
  show(encoded, { digit, value }) {
    const { input, shape } = digit;
    paintSigned(this.canvas, bytes(encoded), shape[1]);
    if (shape.length > 2) paintFaint(this.seen, bytes(input), shape);
    else paintInput(this.seen, bytes(input), shape, 0.3);
    this.seen.getContext("2d").drawImage(this.canvas, 0, 0);
    this.showOnPicture(digit, value);
  }

  // The evidence in its place on the drawing or picture, which is shown faintly.
  /**
   * @param {Digit} digit
   * @param {Reading} value
   */
  async showOnPicture(digit, value) {
    const { drawn } = this;
    const source = await this.source(value);
    const context = drawn.getContext("2d");
    drawn.height = PICTURE_HEIGHT;
    drawn.width = Math.round(Math.min(WIDEST_ASPECT, value.ratio ?? 1) * PICTURE_HEIGHT);
    const inColour = digit.shape?.length > 2;
    context.fillStyle = inColour && isDark() ? "#000" : "#fff";
    context.fillRect(0, 0, drawn.width, drawn.height);
    if (!source || !digit.frame) return;
    context.globalAlpha = inColour ? FAINT : 0.35;
    context.drawImage(source, 0, 0, drawn.width, drawn.height);
    context.globalAlpha = 1;
    if (inColour) takeColours(context);
    context.imageSmoothingQuality = "high";
    const [x, width] = [digit.frame[0], digit.frame[2]].map((share) => share * drawn.width);
    const [y, height] = [digit.frame[1], digit.frame[3]].map((share) => share * drawn.height);
    context.drawImage(this.canvas, x, y, width, height);
  }

  /** @param {Reading} value */
  source({ source, page }) {
    if (source === "drawing") return latest("pad").canvas;
    return page ? this.pictureAt(page) : null;
  }

  /** @param {string} address */
  async pictureAt(address) {
    if (this.picture?.src !== address) {
      this.picture = new Image();
      this.picture.src = address;
    }
    await this.picture.decode();
    return this.picture;
  }

  clear() {
    for (const canvas of [this.canvas, this.seen, this.drawn]) {
      canvas.getContext("2d").clearRect(0, 0, canvas.width, canvas.height);
    }
  }
}

// Turns a photograph grey, so that the colours of the evidence stand out.
/** @param {CanvasRenderingContext2D} context */
function takeColours(context) {
  context.globalCompositeOperation = "saturation";
  context.fillStyle = "#808080";
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.globalCompositeOperation = "source-over";
}
