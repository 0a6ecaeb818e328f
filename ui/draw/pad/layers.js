// @ts-check
// Painting strokes.

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Stroke} stroke
 */
function paint(context, { tool, width, points }) {
  const side = context.canvas.height; // the unit of all coordinates
  if (tool === "clear") {
    context.fillStyle = "#fff";
    context.fillRect(0, 0, context.canvas.width, side);
    return;
  }
  const at = points.map(([x, y]) => /** @type {Point} */ ([x * side, y * side]));
  const [last, first] = [at.at(-1), at[0]];
  context.strokeStyle = tool === "eraser" ? "#fff" : "#000";
  context.lineWidth = width * side;
  context.lineCap = context.lineJoin = "round";
  context.beginPath();
  context.moveTo(...first);
  // Curves between the midpoints of neighbours look round, however coarse the points are.
  for (let i = 1; i < at.length - 1; i++) {
    const [[x, y], [nextX, nextY]] = [at[i], at[i + 1]];
    context.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
  }
  context.lineTo(last[0] + 0.01, last[1]); // the hundredth makes a dot of a tap
  context.stroke();
}

// A canvas, and a hidden one with the finished strokes, so that a frame costs one copy and one stroke, however much
// has been drawn. Both are on the CPU, since the picture is read back all the time.
export class Layers {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    /** @type {CanvasRenderingContext2DSettings} */
    const settings = { willReadFrequently: true, alpha: false };
    this.front = canvas.getContext("2d", settings);
    this.back = document.createElement("canvas").getContext("2d", settings);
  }

  /**
   * @param {number} height
   * @param {number} aspect
   * @param {Stroke[]} strokes
   */
  repaint(height, aspect, strokes) {
    for (const { canvas } of [this.front, this.back]) {
      canvas.width = Math.round(height * aspect);
      canvas.height = height;
    }
    paint(this.back, { tool: "clear" });
    for (const stroke of strokes) paint(this.back, stroke);
    this.show();
  }

  /** @param {Stroke} stroke */
  add(stroke) {
    paint(this.back, stroke);
    this.show();
  }

  /** @param {Stroke} [stroke] */
  show(stroke) {
    this.front.drawImage(this.back.canvas, 0, 0);
    if (stroke) paint(this.front, stroke);
  }

  pixels() {
    const { width, height } = this.front.canvas;
    return this.front.getImageData(0, 0, width, height);
  }

  toDataURL() {
    return this.front.canvas.toDataURL("image/png");
  }
}
