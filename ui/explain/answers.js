// The chips under the evidence, one for each class: why this answer, or why not that one?

import { phrase } from "../languages/phrase.js";
import { newButton } from "../parts/button.js";
import { publish } from "../parts/topics.js";

export function showAnswers(list, { classes, target }, label) {
  if (list.children.length !== classes.length) list.replaceChildren(...classes.map(newChip));
  [...list.children].forEach((chip, index) => {
    const name = classes[index];
    chip.setAttribute("aria-pressed", index === target);
    chip.ariaLabel = name === label ? phrase(`Why ${name}?`) : phrase(`Why not ${name}?`);
  });
}

function newChip(name, index) {
  return newButton(name, () => publish("why", { index }));
}
