// The view under the answer. What the reading view shows is explained here, one question at a
// time and only while the view is open, so that a closed one costs nothing.

const KEPT = "digitpad-inside";
const PAUSE = 300; // milliseconds from one explanation to the next
const PATIENCE = 4000; // milliseconds until an answer is given up
const details = element.querySelector("details");
const find = (selector) => element.querySelector(selector);
const seen = find(".seen-evidence");
const drawn = find(".drawn-evidence");
const heat = document.createElement("canvas");

const NO_UNIT = find(".unit-name").textContent;

let shown = null; // { digit, value, names }: what the reading view shows
let asked = null; // the class in question; null for the answer itself
let waiting = false; // one question at a time: two answers in one frame would arrive as one
let again = false;
let question = 0;

function target() {
  if (asked !== null) return asked;
  const { probabilities } = shown.digit;
  return probabilities.indexOf(Math.max(...probabilities));
}

// The answer itself comes first: explanations keep a pause between them.
function ask() {
  if (!details.open || !shown?.digit.input) return;
  if (waiting) return void (again = true);
  clearTimeout(later);
  const rest = lastAsked + PAUSE - performance.now();
  if (rest > 0) return void (later = setTimeout(ask, rest));
  lastAsked = performance.now();
  again = false;
  question += 1;
  send("explain", { wanted: target(), question });
}
let later;
let lastAsked = -Infinity;

function send(kind, about) {
  waiting = true;
  clearTimeout(watchdog);
  watchdog = setTimeout(goOn, PATIENCE);
  trigger(kind, { input: shown.digit.input, ...about });
}
let watchdog;

// After an answer, or when there was none for too long: what was asked meanwhile.
function goOn() {
  waiting = false;
  if (again) ask();
  if (unitWanted) askUnit();
}

document.addEventListener("digitpad:shown", ({ detail }) => {
  if (shown && shown.value.dataset !== detail.value.dataset) forget();
  shown = detail;
  showSteps();
  ask();
});

// What was told of another data set makes no sense any more.
function forget() {
  asked = pointed = null;
  unitWanted = false;
  find(".asked").textContent = "…";
  find(".asks").replaceChildren();
  for (const canvas of [heat, seen, drawn, find(".weights")]) canvas.width = canvas.width;
  diagram.clear();
  find(".unit-name").textContent = NO_UNIT;
  find(".votes").replaceChildren();
}

// "Why not 7?": the bars, the chips here and the digit keys ask.
document.addEventListener("digitpad:why", ({ detail }) => {
  if (!shown?.digit.input) return;
  const best = target();
  asked = detail === best && asked !== null ? null : detail;
  if (details.open) ask();
  else details.open = true; // and once it is, the question is asked
  find(".why").scrollIntoView({ block: "nearest" });
});

details.addEventListener("toggle", () => {
  sessionStorage.setItem(KEPT, details.open ? "open" : "");
  trigger("toggle", { open: details.open });
});
if (sessionStorage.getItem(KEPT)) details.open = true;

// ---- The way of the picture ---------------------------------------------------------------------

function showSteps() {
  const steps = [...(shown.value.page_steps ?? []), ...(shown.digit.steps ?? [])];
  const list = find(".steps");
  while (list.children.length > steps.length) list.lastChild.remove();
  steps.forEach(({ name, caption, image }, index) => {
    let item = list.children[index];
    if (!item) {
      item = document.createElement("li");
      item.innerHTML = '<span class="frame"><img alt="" /></span><b></b><span class="digitpad-caption"></span>';
      list.append(item);
    }
    const [frame, title, words] = item.children;
    if (frame.firstChild.src !== image) frame.firstChild.src = image;
    frame.firstChild.alt = name;
    title.textContent = `${index + 1}. ${name}`;
    words.textContent = caption;
  });
}

// The server sends these pictures only while the view is open: what is drawn is read once more.
function fetchSteps() {
  document.dispatchEvent(new CustomEvent("digitpad:again"));
}

// ---- Why -------------------------------------------------------------------------------------------

function showWhy({ name, classes, target: index, evidence }) {
  const { label } = shown.digit;
  find(".asked").textContent = label && name !== label ? `not ${name}?` : `${name}?`;
  paintSigned(heat, bytes(evidence), 28);
  paintGrey(seen, bytes(shown.digit.input), 0.3);
  seen.getContext("2d").drawImage(heat, 0, 0);
  showOnPicture();
  const chips = find(".asks");
  if (chips.children.length !== classes.length) {
    chips.replaceChildren(...classes.map((each, i) => {
      const chip = document.createElement("button");
      chip.type = "button";
      chip.textContent = each;
      chip.addEventListener("click", () => document.dispatchEvent(new CustomEvent("digitpad:why", { detail: i })));
      return chip;
    }));
  }
  [...chips.children].forEach((chip, i) => {
    chip.setAttribute("aria-pressed", i === index);
    chip.ariaLabel = classes[i] === label ? `Why ${classes[i]}?` : `Why not ${classes[i]}?`;
  });
}

// The evidence where it lies in the drawing or picture, which is shown pale underneath.
async function showOnPicture() {
  const { digit, value } = shown;
  const context = drawn.getContext("2d");
  const source = value.source === "drawing" ? document.querySelector("#sketchpad canvas") : await pictureOf(value.page);
  drawn.height = 336;
  drawn.width = Math.round(Math.min(2.2, value.ratio ?? 1) * 336);
  context.fillStyle = "#fff";
  context.fillRect(0, 0, drawn.width, drawn.height);
  if (!source || !digit.frame) return;
  context.globalAlpha = 0.35;
  context.drawImage(source, 0, 0, drawn.width, drawn.height);
  context.globalAlpha = 1;
  const [left, top, width, height] = digit.frame;
  context.imageSmoothingQuality = "high";
  context.drawImage(heat, left * drawn.width, top * drawn.height, width * drawn.width, height * drawn.height);
}

let picture = null;
async function pictureOf(address) {
  if (!address) return null;
  if (picture?.src !== address) {
    picture = new Image();
    picture.src = address;
  }
  await picture.decode();
  return picture;
}

// ---- The network -----------------------------------------------------------------------------------

let pointed = null;
let unitWanted = false;

const diagram = new Diagram(find(".diagram"), (layer, index) => {
  pointed = { layer, index };
  unitWanted = true;
  askUnit();
});

function askUnit() {
  if (waiting || !shown?.digit.input) return;
  unitWanted = false;
  send("unit", pointed);
}

function showUnit({ layer, index, weights, votes, classes }) {
  const silent = votes.every((vote) => vote === 0);
  const does = silent ? "silent in this picture" : "what it adds to each logit";
  find(".unit-name").textContent = `Layer ${layer + 1}, unit ${index}: ${weights ? "its weights, and " : ""}${does}`;
  find(".weights").hidden = !weights;
  if (weights) paintSigned(find(".weights"), bytes(weights), 28);
  const most = Math.max(...votes.map(Math.abs), 0.01);
  find(".votes").replaceChildren(...(silent ? [] : votes).map((vote, i) => {
    const item = document.createElement("li");
    item.textContent = `${classes[i]} ${vote > 0 ? "+" : ""}${vote.toFixed(2)}`;
    item.className = vote > 0 ? "for" : vote < 0 ? "against" : "";
    item.style.setProperty("--share", Math.abs(vote) / most);
    return item;
  }));
}

function showExplanation(value) {
  if (!shown?.digit.input) return;
  showWhy(value);
  diagram.show(value, bytes(shown.digit.input));
  details.dataset.question = value.question;
  details.dataset.target = value.name;
}

function opened() {
  fetchSteps();
  ask();
}

const show = { opened, unit: showUnit, explanation: showExplanation };
watch("value", () => {
  const { kind } = props.value;
  show[kind]?.(props.value);
  if (kind === "unit" || kind === "explanation") goOn();
});
