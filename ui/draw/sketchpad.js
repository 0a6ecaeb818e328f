// The sketchpad. A drawing is a list of strokes in units of the pad's height, so that it can be
// painted at any size: sharp on the screen, and on a small sheet of fixed height for the server.

const KEPT = "digitpad-drawing";
const WIDE = 2; // times its height: how wide the pad becomes for numbers

const pad = element.querySelector(".pad");
const block = element.closest(".block"); // the element with our id
const canvas = pad.querySelector("canvas");
const slider = pad.querySelector("input");
const buttons = Object.fromEntries(
  [...pad.querySelectorAll("button")].map((button) => [button.dataset.do, button]),
);

const screen = new Sheet(canvas);
const picture = new Sheet(document.createElement("canvas"));

// ---- The drawing ---------------------------------------------------------------------------

let strokes = []; // clearing is a stroke too, so it can be undone
let undone = [];
let current = null; // the stroke in hand
let tool = "pen";
let aspect = 1; // width over height
let revision = 0; // counts every change; an answer names the revision that it is about

const sinceClear = () => strokes.slice(strokes.findLastIndex(({ tool }) => tool === "clear") + 1);
const isBlank = () => ![...sinceClear(), current].some((stroke) => stroke?.tool === "pen");

function repaint() {
  const visible = sinceClear();
  screen.repaint(Math.round(canvas.clientHeight * devicePixelRatio) || props.side, aspect, visible);
  picture.repaint(props.side, aspect, visible);
}

function changed() {
  revision += 1;
  canvas.dataset.revision = block.dataset.revision = revision;
  pad.classList.toggle("blank", isBlank());
  buttons.undo.disabled = !strokes.length;
  buttons.redo.disabled = !undone.length;
  buttons.clear.disabled = !sinceClear().length;
  send();
}

function add(stroke) {
  strokes.push(stroke);
  undone = [];
  screen.keep(stroke);
  picture.keep(stroke);
  changed();
}

// Move one step between what is done and what is undone.
function step(from, to) {
  if (current || !from.length) return;
  to.push(from.pop());
  repaint();
  changed();
}

const actions = {
  undo: () => step(strokes, undone),
  redo: () => step(undone, strokes),
  clear: () => !current && sinceClear().length && add({ tool: "clear" }),
  pen: () => choose("pen"),
  eraser: () => choose("eraser"),
  wide: () => !current && !buttons.wide.disabled && (stretch(aspect === 1 ? WIDE : 1), changed()),
};

// Widen the paper, or make it square again; what lies beyond its edge then comes back with it.
function stretch(to) {
  aspect = to;
  pad.style.setProperty("--aspect", aspect);
  block.dataset.shape = aspect === 1 ? "square" : "wide";
  buttons.wide.setAttribute("aria-pressed", aspect !== 1);
  repaint();
}

function choose(name) {
  tool = name;
  for (const each of ["pen", "eraser"]) buttons[each].setAttribute("aria-pressed", each === tool);
  showCursor();
}

// The cursor is a ring as wide as the line will be.
function showCursor() {
  const size = Math.max(6, Math.min(120, (slider.value / 100) * canvas.clientHeight));
  const ring = `<svg xmlns="http://www.w3.org/2000/svg" width="${size + 2}" height="${size + 2}">
    <circle cx="50%" cy="50%" r="${size / 2}" fill="${tool === "eraser" ? "#fff" : "none"}"
      fill-opacity=".7" stroke="#64748b"/></svg>`;
  const middle = Math.round(size / 2 + 1);
  const image = `url('data:image/svg+xml,${encodeURIComponent(ring)}')`;
  canvas.style.cursor = `${image} ${middle} ${middle}, crosshair`;
}

// ---- The pen -------------------------------------------------------------------------------

let pointer = null; // the one pointer that draws; every other finger or palm is ignored
let lastPen = -Infinity;
let frame = null;

function place(event) {
  const box = canvas.getBoundingClientRect();
  return [(event.clientX - box.left) / box.height, (event.clientY - box.top) / box.height];
}

canvas.addEventListener("pointerdown", (event) => {
  if (event.pointerType === "pen") lastPen = event.timeStamp;
  const palm = event.pointerType === "touch" && event.timeStamp - lastPen < 1000;
  const flipped = event.pointerType === "pen" && event.button === 5; // a pen's other end
  if (pointer !== null || !event.isPrimary || palm || (event.button !== 0 && !flipped)) return;
  canvas.setPointerCapture(event.pointerId);
  stopReplay();
  pointer = event.pointerId;
  current = { tool: flipped ? "eraser" : tool, width: slider.value / 100, points: [place(event)] };
  draw();
});

canvas.addEventListener("pointermove", (event) => {
  if (event.pointerId !== pointer) return;
  const events = event.getCoalescedEvents?.() ?? [];
  current.points.push(...(events.length ? events : [event]).map(place));
  frame ??= requestAnimationFrame(draw);
});

function draw() {
  block.dataset.pen = "down";
  frame = null;
  if (!current) return;
  screen.show(current);
  changed();
}

// A pointer that the system takes away ends the stroke too: nothing drawn is thrown away.
for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) {
  canvas.addEventListener(name, (event) => {
    if (event.pointerId !== pointer) return;
    if (event.pointerType === "pen") lastPen = event.timeStamp;
    if (name === "pointerup") current.points.push(place(event));
    pointer = null;
    finish();
  });
}

function finish() {
  const stroke = current;
  current = null;
  block.dataset.pen = "up";
  add(stroke);
}

// ---- Buttons, keys, width ------------------------------------------------------------------

function act(action) {
  stopReplay();
  action();
}

for (const [name, button] of Object.entries(buttons)) {
  button.addEventListener("click", () => act(actions[name]));
}
slider.addEventListener("input", showCursor);

function thicken(by) {
  slider.valueAsNumber += by;
  showCursor();
}

const keys = {
  z: actions.undo,
  Z: actions.redo,
  c: actions.clear,
  e: () => choose(tool === "pen" ? "eraser" : "pen"),
  w: actions.wide,
  "[": () => thicken(-1),
  "]": () => thicken(1),
};

pad.addEventListener("keydown", (event) => {
  const control = event.ctrlKey || event.metaKey;
  const letter = event.key.toLowerCase();
  const key = letter === "z" && event.shiftKey ? "Z" : letter; // whatever Caps Lock says
  if (!keys[key] || event.altKey || (control && letter !== "z")) return;
  event.preventDefault();
  act(keys[key]);
});

// ---- Examples: strokes from elsewhere on the page, drawn as if by hand -----------------------

let replay = null;

function stopReplay() {
  cancelAnimationFrame(replay);
  replay = null;
  if (pointer === null && current) finish();
}

document.addEventListener("digitpad:strokes", ({ detail }) => {
  if (pointer !== null) return;
  stopReplay();
  actions.clear();
  const queue = detail.map((points) => ({ tool: "pen", width: slider.value / 100, points }));
  const swift = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const advance = () => {
    const whole = queue[0];
    const drawn = swift ? whole.points.length : (current?.points.length ?? 0) + 2;
    current = { ...whole, points: whole.points.slice(0, drawn) };
    if (drawn < whole.points.length) draw();
    else {
      queue.shift();
      finish();
    }
    replay = queue.length ? requestAnimationFrame(advance) : null;
  };
  advance();
});

// ---- Keeping the drawing ---------------------------------------------------------------------
// Gradio reloads the page by itself when a lost connection is back; the drawing outlives that.

addEventListener("pagehide", () => {
  const kept = { aspect, strokes: current ? [...strokes, current] : strokes };
  sessionStorage.setItem(KEPT, JSON.stringify(kept));
});
const [visit] = performance.getEntriesByType("navigation");
const kept = visit?.type === "reload" && JSON.parse(sessionStorage.getItem(KEPT));
if (kept) strokes = kept.strokes;
sessionStorage.removeItem(KEPT);

// Also paints for the first time, and again when the pad becomes visible or the zoom changes.
new ResizeObserver(() => {
  screen.repaint(Math.round(canvas.clientHeight * devicePixelRatio) || props.side, aspect, sinceClear());
  if (current) screen.show(current);
  showCursor();
}).observe(canvas);
stretch(kept?.aspect ?? 1);
choose("pen");
if (strokes.length) changed();
else pad.classList.add("blank");
