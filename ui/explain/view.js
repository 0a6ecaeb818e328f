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
let pointed = null; // { layer, index, input }: the hidden unit that is pointed at, in which picture

function target() {
  if (asked !== null) return asked;
  const { probabilities } = shown.digit;
  return probabilities.indexOf(Math.max(...probabilities));
}

// ---- Questions --------------------------------------------------------------------------------
// One at a time, because two answers in one frame would arrive as one; newer ones wait and replace
// each other. The answer on the page comes first: explanations keep a pause between them.

const wanted = new Set(); // "toggle", "explain", "unit"
let question = 0; // the number of the last one
let ignored = 0; // the number of one about another data set
let waiting = false;
let watchdog;
let later;
let explainedAt = -Infinity;

const asks = {
  toggle: () => ({ open: details.open }),
  explain: () => details.open && shown?.digit.input && { input: shown.digit.input, wanted: target() },
  unit: () => pointed?.input && pointed,
};

function want(kind) {
  wanted.add(kind);
  next();
}

function next() {
  if (waiting) return;
  clearTimeout(later);
  const pause = explainedAt + PAUSE - performance.now();
  for (const kind of Object.keys(asks).filter((each) => wanted.has(each))) {
    if (kind === "explain" && pause > 0) {
      later = setTimeout(next, pause);
      continue;
    }
    wanted.delete(kind);
    const about = asks[kind]();
    if (about) return send(kind, about);
  }
}

function send(kind, about) {
  if (kind === "explain") explainedAt = performance.now();
  question += 1;
  waiting = true;
  watchdog = setTimeout(goOn, PATIENCE);
  trigger(kind, { question, ...about });
}

function goOn() {
  clearTimeout(watchdog);
  waiting = false;
  next();
}

document.addEventListener("digitpad:shown", ({ detail }) => {
  if (shown && shown.value.dataset !== detail.value.dataset) forget();
  shown = detail;
  showSteps();
  want("explain");
});

// What was told of another data set makes no sense any more.
function forget() {
  asked = pointed = null;
  wanted.delete("unit");
  ignored = question;
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
  if (details.open) want("explain");
  else details.open = true; // and once it is, the question is asked
  find(".why").scrollIntoView({ block: "nearest" });
});

details.addEventListener("toggle", () => {
  sessionStorage.setItem(KEPT, details.open ? "open" : "");
  want("toggle");
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

const diagram = new Diagram(find(".diagram"), (layer, index) => {
  const same = pointed?.layer === layer && pointed.index === index && pointed.input === shown?.digit.input;
  if (same) return; // every movement of a mouse within the unit comes here
  pointed = { layer, index, input: shown?.digit.input };
  want("unit");
});

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
  want("explain");
}

const show = { opened, unit: showUnit, explanation: showExplanation };
watch("value", () => {
  if (props.value.question !== question) return;
  if (question !== ignored) show[props.value.kind]?.(props.value);
  goOn();
});
