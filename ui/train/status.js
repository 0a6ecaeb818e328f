// @ts-check
// The progress of the current run: a sentence and a bar, changed in place.

import { say } from "../languages/messages.js";
import { subscribe } from "../parts/topics.js";
import { Training } from "./training.js";

/** @param {Mounted} part */
export function mount({ element, props, server }) {
  const status = element.querySelector(".status");
  const sentence = status.querySelector(".sentence");
  const bar = status.querySelector("progress");
  const spoken = status.querySelector("[role=status]");

  /** @param {Json} value */
  function show({ state, sentence: message, share, busy, full }) {
    say(sentence, message);
    bar.value = share;
    // Screen readers read changes of the state, but not each second that is left.
    if (state !== "training" || status.dataset.state !== state) say(spoken, message);
    status.dataset.state = state;
    mark("train-start", !full);
    mark("train-stop", busy);
  }

  subscribe("training", ({ status: value }) => value && show(value));
  new Training(server).listen();
  requestAnimationFrame(() => show(props.value)); // when Gradio has made the buttons
}

// Buttons are not `disabled`, so that they keep the focus; the server answers a useless press with a sentence.
/** @type {(id: string, on: boolean) => void} */
function mark(id, on) {
  document.querySelector(`#${id}`)?.setAttribute("aria-disabled", String(!on));
}
