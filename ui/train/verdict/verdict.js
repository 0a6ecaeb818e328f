// @ts-check
// The verdict on the current run, and buttons that start the next one with one setting changed.

import { say } from "../../languages/messages.js";
import { publish, subscribe } from "../../parts/topics.js";

/** @type {(message: Words) => HTMLElement} */
function item(message) {
  const made = document.createElement("li");
  say(made, message);
  return made;
}

/** @typedef {{ name: string, words: Words, values: (string | number | boolean)[] }} Choice */

/** @param {Mounted} part */
export function mount({ element, props, trigger }) {
  /** @type {HTMLElement} */
  const place = element.closest("#overfitting");
  const sentence = element.querySelector(".verdict");
  const next = element.querySelector(".next");
  const choices = element.querySelector(".choices");
  const after = element.querySelector(".after");
  const look = element.querySelector(".look");
  let number = 0;

  /** @param {Json} value */
  function show({ verdict, sentence: message, next: offered, after: sentences, run }) {
    number = run;
    look.hidden = !run;
    after.replaceChildren(...sentences.map(item));
    place.dataset.verdict = verdict;
    say(sentence, message);
    next.hidden = !offered.length;
    const names = offered.map((/** @type {Choice} */ { name }) => name).join();
    if (choices.dataset.names === names) return; // the focus stays on a button
    choices.dataset.names = names;
    choices.replaceChildren(...offered.map(button));
  }

  /** @param {Choice} choice */
  function button({ name, words, values }) {
    const made = document.createElement("button");
    made.type = "button";
    made.dataset.change = name;
    say(made, words);
    made.addEventListener("click", () => {
      publish("tried", { values });
      trigger("changed"); // fills in the form
      publish("start-pressed", { values });
    });
    return made;
  }

  for (const button of look.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      publish("run-chosen", { number });
      publish("tab-chosen", { name: button.dataset.tab });
    });
  }
  subscribe("training", ({ verdict }) => verdict && show(verdict));
  show(props.value);
}
