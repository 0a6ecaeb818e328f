// @ts-check
// Saves what canvases show, frame by frame, as a WebM.

import { saveFile } from "../../parts/save_file.js";

const GAP = 12; // pixels between the canvases

/** @type {(canvases: HTMLCanvasElement[], count: number, time: number, show: (number: number) => void) => Promise<void>} */
export async function record(canvases, count, time, show) {
  show(count - 1);
  const whole = document.createElement("canvas");
  whole.width = canvases.reduce((sum, canvas) => sum + canvas.width + GAP, GAP);
  whole.height = Math.max(...canvases.map((canvas) => canvas.height)) + 2 * GAP;
  const paper = whole.getContext("2d");
  const recorder = new MediaRecorder(whole.captureStream(), { mimeType: "video/webm" });
  /** @type {Blob[]} */
  const parts = [];
  recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
  const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve));
  recorder.start();
  for (let number = 0; number < count; number++) {
    show(number);
    paper.fillStyle = getComputedStyle(document.body).backgroundColor;
    paper.fillRect(0, 0, whole.width, whole.height);
    let x = GAP;
    for (const canvas of canvases) {
      paper.drawImage(canvas, x, GAP);
      x += canvas.width + GAP;
    }
    await new Promise((resolve) => setTimeout(resolve, time));
  }
  recorder.stop();
  await stopped;
  saveFile("training.webm", new Blob(parts, { type: "video/webm" }));
}
