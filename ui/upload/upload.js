// The upload's own tools: pasting anywhere on the tab, and cropping or rotating what was sent.
// Both end as a file that takes the way of a dropped one.

const LONGEST = 3000; // px of the longer side that is sent
const LEAST = 0.04; // of the picture's side: no crop is smaller

const opener = element.querySelector("#picture-adjust");
const dialog = element.querySelector("dialog");
const canvas = dialog.querySelector("canvas");
const frame = dialog.querySelector(".crop");
const zone = () => document.querySelector("#picture");
const shown = () => document.querySelector("#picture img");

function drop(file) {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  const target = zone().querySelector(".upload-container");
  target.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}

// An example is sent as if it were dropped.
document.addEventListener("digitpad:picture", ({ detail }) => drop(detail));

document.addEventListener("paste", (event) => {
  const file = event.clipboardData?.files[0];
  if (file && zone() && element.offsetParent) drop(file);
});

// ---- The picture as it was sent, in all its pixels -------------------------------------------

let file = null; // null where only the small copy is at hand, as after taking a photo

document.addEventListener("change", ({ target }) => remember(target, target.files?.[0]), true);
document.addEventListener("drop", ({ target, dataTransfer }) => remember(target, dataTransfer?.files[0]), true);
document.addEventListener("click", ({ target }) => target.closest?.("#picture button") && remember(target, null), true);

function remember(target, sent) {
  if (target.closest?.("#picture")) file = sent ?? null;
}

// Another network reads the picture on show: it takes its way once more.
document.addEventListener("digitpad:network", async () => {
  const { source } = document.querySelector("#reading .view").dataset;
  if (source !== "picture" || !shown()) return;
  drop(file ?? new File([await (await fetch(shown().src)).blob()], "picture.jpg"));
});

async function original() {
  try {
    return await createImageBitmap(file); // upright, as EXIF says
  } catch {
    return createImageBitmap(shown()); // no file, or one that this browser can't read
  }
}

// ---- Crop and rotation -------------------------------------------------------------------------

let picture = null;
let turns = 0; // quarters, clockwise
let kept = null; // the part to keep, in shares of the turned picture

function size() {
  const { width, height } = picture;
  return turns % 2 ? [height, width] : [width, height];
}

// Paint the turned picture, scaled, with the point (left, top) of it at the canvas's corner.
function paint(context, scale, left = 0, top = 0) {
  const [width, height] = size();
  context.setTransform(scale, 0, 0, scale, -left, -top);
  context.translate((width * scale) / 2 / scale, (height * scale) / 2 / scale);
  context.rotate((turns * Math.PI) / 2);
  context.drawImage(picture, -picture.width / 2, -picture.height / 2);
}

function show() {
  const [width, height] = size();
  const scale = Math.min(1, 1000 / Math.max(width, height));
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  paint(canvas.getContext("2d"), scale);
  showFrame();
}

function showFrame() {
  const { left, top, right, bottom } = kept;
  frame.style.inset = [top, 1 - right, 1 - bottom, left].map((share) => `${100 * share}%`).join(" ");
}

function turn(by) {
  const { left, top, right, bottom } = kept;
  kept = by > 0
    ? { left: 1 - bottom, top: left, right: 1 - top, bottom: right }
    : { left: top, top: 1 - right, right: bottom, bottom: 1 - left };
  turns = (turns + by + 4) % 4;
  show();
}

const within = (value, low, high) => Math.max(low, Math.min(high, value));

// Move one corner, or the whole part where there is none.
function shift(corner, x, y) {
  if (!corner) {
    x = within(x, -kept.left, 1 - kept.right);
    y = within(y, -kept.top, 1 - kept.bottom);
  }
  if (!corner || corner.includes("left")) kept.left = within(kept.left + x, 0, kept.right - LEAST);
  if (!corner || corner.includes("top")) kept.top = within(kept.top + y, 0, kept.bottom - LEAST);
  if (!corner || corner.includes("right")) kept.right = within(kept.right + x, kept.left + LEAST, 1);
  if (!corner || corner.includes("bottom")) kept.bottom = within(kept.bottom + y, kept.top + LEAST, 1);
  showFrame();
}

frame.addEventListener("pointerdown", (event) => {
  const { corner } = event.target.dataset;
  const box = canvas.getBoundingClientRect();
  let last = event;
  frame.setPointerCapture(event.pointerId);
  frame.onpointermove = (move) => {
    shift(corner, (move.clientX - last.clientX) / box.width, (move.clientY - last.clientY) / box.height);
    last = move;
  };
  frame.onpointerup = frame.onpointercancel = () => (frame.onpointermove = null);
});

frame.addEventListener("keydown", (event) => {
  const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [];
  if (x === undefined) return;
  event.preventDefault();
  shift(event.shiftKey ? "right bottom" : undefined, 0.02 * x, 0.02 * y);
});

function apply() {
  const [width, height] = size();
  const part = [(kept.right - kept.left) * width, (kept.bottom - kept.top) * height];
  const scale = Math.min(1, LONGEST / Math.max(...part));
  const sheet = new OffscreenCanvas(...part.map((side) => Math.max(1, Math.round(side * scale))));
  paint(sheet.getContext("2d"), scale, kept.left * width * scale, kept.top * height * scale);
  dialog.close();
  sheet.convertToBlob().then((blob) => drop(new File([blob], "part.png", { type: blob.type })));
}

const actions = { left: () => turn(-1), right: () => turn(1), cancel: () => dialog.close(), apply };
for (const button of dialog.querySelectorAll("button")) {
  button.addEventListener("click", actions[button.dataset.do]);
}

opener.addEventListener("click", async () => {
  picture = await original();
  turns = 0;
  kept = { left: 0, top: 0, right: 1, bottom: 1 };
  show();
  dialog.showModal();
  frame.focus();
});

// There is something to crop only while a picture is shown.
new MutationObserver(() => (opener.disabled = !shown())).observe(document.body, {
  childList: true,
  subtree: true,
});
