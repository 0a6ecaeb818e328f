// Shows the value of a ReadingView. The elements are made once and changed in place, so nothing
// flickers and nothing moves while the pen does.
const view = element.querySelector(".view");
const glyph = view.querySelector(".glyph");
const source = view.querySelector(".source");
const confidence = view.querySelector(".confidence");
const sentence = view.querySelector(".sentence");
const spoken = view.querySelector("[role=status]");
const rows = [...view.querySelectorAll("li")];
const paper = view.querySelector("canvas").getContext("2d", { willReadFrequently: true });

// Writing a text that is there already would still make the browser lay the page out again.
const write = (node, text) => {
  if (node.textContent !== text) node.textContent = text;
};

const percent = (share) => (share > 0.9995 ? ">99.9 %" : `${(100 * share).toFixed(1)} %`);

function showBars(probabilities) {
  const best = Math.max(...probabilities);
  rows.forEach((row, index) => {
    const share = probabilities[index] ?? 0;
    row.classList.toggle("best", share > 0 && share === best);
    row.style.setProperty("--share", share);
    write(row.lastElementChild, probabilities.length ? percent(share) : "");
  });
}

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

function show(value) {
  write(glyph, value.label || placeholders[value.state]);
  write(source, value.caption);
  write(confidence, value.confidence);
  write(sentence, value.sentence);
  showBars(value.probabilities);
  showInput(value.input);
  speak([value.label, value.confidence, value.sentence].filter(Boolean).join(", "));
  view.dataset.state = value.state;
  view.dataset.label = value.label;
  view.dataset.source = value.source;
  view.dataset.answer = value.answer;
  // The sketchpad waits for this before it sends what was drawn meanwhile.
  element.dispatchEvent(new CustomEvent("digitpad:answer", { bubbles: true, detail: value }));
}

// The sketchpad tells when no answer comes; only the view on its own tab minds.
document.addEventListener("digitpad:silence", (event) => {
  if (!view.closest("#reading")) return;
  view.dataset.state = "error";
  view.dataset.label = "";
  write(glyph, placeholders.error);
  write(confidence, "");
  write(sentence, event.detail);
  speak(event.detail);
});

watch("value", () => show(props.value));
show(props.value);
