// @ts-check
// The chips under the evidence, one for each class: why this answer, or why not that one?
// `answer` is the index of what was read; -1 for nothing.

import { say, t } from "../languages/messages.js";
import { newButton } from "../parts/button.js";
import { publish } from "../parts/topics.js";

export function showAnswers(list, { classes, target }, answer) {
  if (list.children.length !== classes.length) list.replaceChildren(...classes.map(newChip));
  [...list.children].forEach((chip, index) => {
    const name = classes[index];
    chip.setAttribute("aria-pressed", index === target);
    say(chip, index === answer ? t("why", { name }) : t("why_not", { name }), "aria-label");
  });
}

function newChip(name, index) {
  return newButton(name, () => publish("why", { index }));
}
