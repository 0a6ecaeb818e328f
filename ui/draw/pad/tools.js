// @ts-check
// The pen and the eraser, their width, and the cursor that shows both.

export class Tools {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {HTMLInputElement} slider
   * @param {Record<string, HTMLButtonElement>} buttons
   */
  constructor(canvas, slider, buttons) {
    this.canvas = canvas;
    this.slider = slider;
    this.buttons = buttons;
    slider.addEventListener("input", () => this.showCursor());
    this.choose("pen");
  }

  /**
   * @param {Point[]} points
   * @param {"pen" | "eraser"} tool
   * @returns {Stroke}
   */
  stroke(points, tool = this.tool) {
    return { tool, width: this.slider.valueAsNumber / 100, points };
  }

  /** @param {"pen" | "eraser"} tool */
  choose(tool) {
    this.tool = tool;
    for (const each of ["pen", "eraser"]) {
      this.buttons[each].setAttribute("aria-pressed", String(each === tool));
    }
    this.showCursor();
  }

  switch() {
    this.choose(this.tool === "pen" ? "eraser" : "pen");
  }

  /** @param {number} by */
  thicken(by) {
    this.slider.valueAsNumber += by;
    this.showCursor();
  }

  // A ring as wide as the line will be.
  showCursor() {
    const width = (this.slider.valueAsNumber / 100) * this.canvas.clientHeight;
    const size = Math.max(6, Math.min(120, width));
    const ring = `<svg xmlns="http://www.w3.org/2000/svg" width="${size + 2}" height="${size + 2}">
      <circle cx="50%" cy="50%" r="${size / 2}" fill="${this.tool === "eraser" ? "#fff" : "none"}"
        fill-opacity=".7" stroke="#64748b"/></svg>`;
    const middle = Math.round(size / 2 + 1);
    const image = `url('data:image/svg+xml,${encodeURIComponent(ring)}')`;
    this.canvas.style.cursor = `${image} ${middle} ${middle}, crosshair`;
  }
}
