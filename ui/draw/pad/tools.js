// @ts-check
// What is drawn with: pen or eraser, how wide, and the cursor that shows both.

export class Tools {
  constructor(canvas, slider, buttons) {
    Object.assign(this, { canvas, slider, buttons });
    slider.addEventListener("input", () => this.showCursor());
    this.choose("pen");
  }

  stroke(points, tool = this.tool) {
    return { tool, width: this.slider.value / 100, points };
  }

  choose(tool) {
    this.tool = tool;
    for (const each of ["pen", "eraser"]) {
      this.buttons[each].setAttribute("aria-pressed", each === tool);
    }
    this.showCursor();
  }

  switch() {
    this.choose(this.tool === "pen" ? "eraser" : "pen");
  }

  thicken(by) {
    this.slider.valueAsNumber += by;
    this.showCursor();
  }

  // A ring as wide as the line will be.
  showCursor() {
    const width = (this.slider.value / 100) * this.canvas.clientHeight;
    const size = Math.max(6, Math.min(120, width));
    const ring = `<svg xmlns="http://www.w3.org/2000/svg" width="${size + 2}" height="${size + 2}">
      <circle cx="50%" cy="50%" r="${size / 2}" fill="${this.tool === "eraser" ? "#fff" : "none"}"
        fill-opacity=".7" stroke="#64748b"/></svg>`;
    const middle = Math.round(size / 2 + 1);
    const image = `url('data:image/svg+xml,${encodeURIComponent(ring)}')`;
    this.canvas.style.cursor = `${image} ${middle} ${middle}, crosshair`;
  }
}
