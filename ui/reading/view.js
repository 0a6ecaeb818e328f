// Shows the value of a ReadingView. The elements are made once and changed in place, so nothing
// flickers and nothing moves while the pen does.
const view = element.querySelector(".view");
const glyph = view.querySelector(".glyph");
const source = view.querySelector(".source");
const confidence = view.querySelector(".confidence");
const sentence = view.querySelector(".sentence");
const spoken = view.querySelector("[role=status]");
const rows = [...view.querySelectorAll(".bars li")];
const paper = view.querySelector(".seen").getContext("2d", { willReadFrequently: true });

const percent = (share) => (share > 0.9995 ? ">99.9 %" : `${(100 * share).toFixed(1)} %`);

// The rows stay; of another data set they get the names.
let names = rows.map((row) => row.dataset.class);
function nameRows(dataset) {
  if (view.dataset.dataset === dataset) return;
  view.dataset.dataset = dataset;
  names = props.classes[dataset];
  view.dataset.names = names.some(({ length }) => length > 1) ? "words" : "digits";
  rows.forEach((row, index) => {
    row.dataset.class = names[index];
    row.firstElementChild.title = `Why, or why not, ${names[index]}?`;
    write(row.querySelector(".name"), names[index]);
  });
}

function showBars(probabilities) {
  const best = Math.max(...probabilities);
  rows.forEach((row, index) => {
    const share = probabilities[index] ?? 0;
    row.classList.toggle("best", share > 0 && share === best);
    row.style.setProperty("--share", share);
    write(row.querySelector(".share"), probabilities.length ? percent(share) : "");
  });
}

// What the glyph says where there is no digit.
const placeholders = { empty: "", refused: "?", error: "!" };

// The 784 grey levels are painted at once; an <img> would decode later and flicker.
function showInput(encoded) {
  const pixels = paper.createImageData(28, 28);
  const levels = atob(encoded);
  for (let i = 0; i < 784; i++) {
    pixels.data.fill(levels.charCodeAt(i) || 0, 4 * i, 4 * i + 3);
    pixels.data[4 * i + 3] = 255;
  }
  paper.putImageData(pixels, 0, 0);
}

// A screen reader hears the answer once it stands still, not every change along a stroke.
let pause;
function speak(text) {
  clearTimeout(pause);
  pause = setTimeout(() => write(spoken, text), 600);
}

const number = new NumberView(view.querySelector(".number"), (index) => {
  chosen = index;
  showNumber(newest);
});
let newest = null; // the value that is shown
let chosen = 0; // which digit of a number has its bars shown

// A bar asks "why not this one?"; so do the digit keys on bars and pad. What answers is elsewhere.
const askWhy = (detail) => document.dispatchEvent(new CustomEvent("digitpad:why", { detail }));
const explains = Boolean(view.closest("#reading"));
for (const row of rows) row.firstElementChild.disabled = !explains;
if (explains) {
  rows.forEach((row, index) => row.addEventListener("click", () => askWhy(index)));
  document.addEventListener("keydown", ({ target, key, ctrlKey, metaKey, altKey }) => {
    if (!names.includes(key) || ctrlKey || metaKey || altKey) return;
    if (target.closest?.("#sketchpad, #reading")) askWhy(names.indexOf(key));
  });
}

const keepers = {
  drawing: () => saveCanvas("drawing.png", document.querySelector("#sketchpad canvas")),
  input: () => saveCanvas("28x28.png", view.querySelector(".seen")),
  reading: () => saveReading(newest, names),
};
const keeping = [...view.querySelectorAll("[data-keep]")];
for (const button of keeping) button.addEventListener("click", keepers[button.dataset.keep]);

function allowKeeping(value) {
  for (const button of keeping) {
    const drawn = button.dataset.keep !== "drawing" || value.source === "drawing";
    button.disabled = !drawn || !(value.digits.length || value.probabilities?.length);
  }
}

// Says which digit is shown now, to whoever explains it.
function tell(value, digit) {
  if (!explains) return;
  document.dispatchEvent(new CustomEvent("digitpad:shown", { detail: { value, digit } }));
}

// One digit and several look different, and that must not change under a moving pen.
function kindOf(value) {
  const kind = value.state === "number" ? "number" : "digit";
  if (view.dataset.dataset !== value.dataset) return kind;
  const pen = value.source === "drawing" && document.querySelector("#sketchpad")?.dataset.pen;
  return pen === "down" && newest?.source === "drawing" ? view.dataset.view : kind;
}

function showDigit(value) {
  const digit = value.state === "number" ? value.digits[value.main] : value;
  view.dataset.state = value.state === "number" ? "digit" : value.state;
  view.dataset.label = digit.label;
  write(glyph, digit.label || placeholders[value.state]);
  write(source, value.caption);
  write(confidence, digit.confidence);
  write(sentence, digit.sentence);
  showBars(digit.probabilities);
  showInput(digit.input);
  speak([digit.label, digit.confidence, digit.sentence].filter(Boolean).join(", "));
  tell(value, digit);
}

function showNumber(value) {
  chosen = Math.max(0, Math.min(chosen, value.digits.length - 1));
  view.dataset.state = "number";
  view.dataset.label = value.label;
  number.show(value, chosen);
  const digit = value.digits[chosen];
  showBars(digit?.probabilities ?? []);
  showInput(digit?.input ?? "");
  speak([value.label, value.sentence].filter(Boolean).join(", "));
  if (digit) tell(value, digit);
}

function show(value) {
  const kind = kindOf(value);
  if (view.dataset.view !== kind) chosen = 0;
  view.dataset.view = kind;
  newest = value;
  nameRows(value.dataset);
  if (kind === "number") showNumber(value);
  else showDigit(value);
  allowKeeping(value);
  view.dataset.source = value.source;
  view.dataset.answer = value.answer;
  // The sketchpad waits for this before it sends what was drawn meanwhile.
  element.dispatchEvent(new CustomEvent("digitpad:answer", { bubbles: true, detail: value }));
}

// The sketchpad tells when no answer comes; only the view on its own tab minds.
document.addEventListener("digitpad:silence", (event) => {
  if (!explains) return;
  view.dataset.view = "digit";
  view.dataset.state = "error";
  view.dataset.label = "";
  write(glyph, placeholders.error);
  write(confidence, "");
  write(sentence, event.detail);
  speak(event.detail);
});

watch("value", () => show(props.value));
show(props.value);
