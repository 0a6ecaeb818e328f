// @ts-check
// The chips under the evidence, one for each class: why this answer, or why not that one?

import { say, t } from "../languages/messages.js";
import { newButton } from "../parts/button.js";
import { publish } from "../parts/topics.js";

/**
 * @param {HTMLElement} list
 * @param {{ classes: Words[], target: number }} explanation
 * @param {number} answer index of the class that was read; -1 for none
 */
export function showAnswers(list, { classes, target }, answer) {
  if (list.children.length !== classes.length) list.replaceChildren(...classes.map(newChip));
  [...list.children].forEach((chip, index) => {
    const name = classes[index];
    chip.setAttribute("aria-pressed", String(index === target));
    say(chip, index === answer ? t("why", { name }) : t("why_not", { name }), "aria-label");
  });
}

/** @type {(name: Words, index: number) => HTMLButtonElement} */
function newChip(name, index) {
  return newButton(name, () => publish("why", { index }));
}
