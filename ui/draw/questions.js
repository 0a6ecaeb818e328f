// What the sketchpad asks the server: one question at a time, always about the newest drawing, so
// that nothing can pile up. Along a stroke a busy server is given as much rest as it made us wait;
// the finished stroke is asked about at once.

const PATIENCE = 4000; // milliseconds without an answer until the visitor is told
const QUICK = 100; // milliseconds; a server that answers sooner is not busy

let asked = 0;
let askedAt = 0;
let waiting = false;
let watchdog = null;
let restUntil = 0;
let rest = null;

function send() {
  if (waiting || asked === revision) return;
  if (current && performance.now() < restUntil) return;
  asked = revision;
  askedAt = performance.now();
  waiting = true;
  clearTimeout(watchdog);
  watchdog = setTimeout(giveUp, PATIENCE);
  if (current) picture.show(current);
  props.value = { revision, picture: isBlank() ? "" : picture.front.canvas.toDataURL("image/png") };
  trigger("input");
}

document.addEventListener("digitpad:answer", ({ detail }) => {
  if (detail.source !== "drawing" || detail.answer !== asked) return;
  clearTimeout(watchdog);
  waiting = false;
  restFor(performance.now() - askedAt - QUICK);
  send();
});

// Along a stroke nothing is asked for so many milliseconds.
function restFor(pause) {
  restUntil = performance.now() + pause;
  clearTimeout(rest);
  if (pause > 0) rest = setTimeout(send, pause + 1);
}

// Somebody wants to know more about the drawing that was read.
document.addEventListener("digitpad:again", () => {
  const { source, state } = document.querySelector("#reading .view").dataset;
  if (source === "drawing" && state !== "empty") changed();
});

// Another network reads now. A picture is read anew by its own part; wide paper is for numbers.
document.addEventListener("digitpad:network", ({ detail: { dataset } }) => {
  buttons.wide.disabled = dataset !== "mnist";
  if (buttons.wide.disabled) stretch(1);
  const { source } = document.querySelector("#reading .view").dataset;
  if (source === "drawing" || !document.querySelector("#picture img")) changed();
});

function giveUp() {
  waiting = false;
  restFor(PATIENCE);
  watchdog = setTimeout(changed, PATIENCE); // a new number, for the same answer would be no news
  const sentence = "The server is busy or out of reach; your drawing is kept and will be read.";
  document.dispatchEvent(new CustomEvent("digitpad:silence", { detail: sentence }));
}
