// @ts-check
// Painting strokes.

function paint(context, { tool, width, points }) {
  const side = context.canvas.height; // the unit of all coordinates
  if (tool === "clear") {
    context.fillStyle = "#fff";
    context.fillRect(0, 0, context.canvas.width, side);
    return;
  }
  const at = points.map(([x, y]) => [x * side, y * side]);
  const [last, first] = [at.at(-1), at[0]];
  context.strokeStyle = tool === "eraser" ? "#fff" : "#000";
  context.lineWidth = width * side;
  context.lineCap = context.lineJoin = "round";
  context.beginPath();
  context.moveTo(...first);
  // Each point bends the line between its neighbours' midpoints: round, however coarse the points.
  for (let i = 1; i < at.length - 1; i++) {
    const [[x, y], [nextX, nextY]] = [at[i], at[i + 1]];
    context.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
  }
  context.lineTo(last[0] + 0.01, last[1]); // the hundredth makes a dot of a tap
  context.stroke();
}

// A canvas with a second one behind it that holds the finished strokes: a frame then costs one
// copy and the stroke in hand, however much has been drawn before. On the CPU, since the server's
// copy is read back all the time.
export class Layers {
  constructor(canvas) {
    const settings = { willReadFrequently: true, alpha: false };
    this.front = canvas.getContext("2d", settings);
    this.back = document.createElement("canvas").getContext("2d", settings);
  }

  repaint(height, aspect, strokes) {
    for (const { canvas } of [this.front, this.back]) {
      canvas.width = Math.round(height * aspect);
      canvas.height = height;
    }
    paint(this.back, { tool: "clear" });
    for (const stroke of strokes) paint(this.back, stroke);
    this.show();
  }

  add(stroke) {
    paint(this.back, stroke);
    this.show();
  }

  show(stroke) {
    this.front.drawImage(this.back.canvas, 0, 0);
    if (stroke) paint(this.front, stroke);
  }

  toDataURL() {
    return this.front.canvas.toDataURL("image/png");
  }
}
