// @ts-check
// How the run under way gets on: a sentence and a bar, changed in place.

import { say } from "../languages/messages.js";
import { subscribe } from "../parts/topics.js";
import { Training } from "./training.js";

export function mount({ element, props, server }) {
  const status = element.querySelector(".status");
  const sentence = status.querySelector(".sentence");
  const bar = status.querySelector("progress");
  const spoken = status.querySelector("[role=status]");

  function show({ state, sentence: message, share, busy, full }) {
    say(sentence, message);
    bar.value = share;
    // The seconds left would be spoken over and over; what matters is how the state changes.
    if (state !== "training" || status.dataset.state !== state) say(spoken, message);
    status.dataset.state = state;
    mark("train-start", !full);
    mark("train-stop", busy);
  }

  subscribe("training", ({ status: value }) => value && show(value));
  new Training(server).listen();
  requestAnimationFrame(() => show(props.value)); // when the buttons are there, too
}

// The buttons stay where the keyboard left them; pressed in vain, they answer with a sentence.
function mark(id, on) {
  document.querySelector(`#${id}`)?.setAttribute("aria-disabled", String(!on));
}
