// @ts-check
// How the picture becomes the network's input, step by step; elements are changed in place.

import { say, t } from "../languages/messages.js";

const STEP_MARKUP =
  '<span class="frame"><img alt="" /></span><b></b><span class="digitpad-caption"></span>';

/**
 * @param {HTMLElement} list
 * @param {Shown} shown
 */
export function showSteps(list, { value, digit }) {
  const steps = [...(value.page_steps ?? []), ...(digit.steps ?? [])];
  while (list.children.length > steps.length) list.lastElementChild.remove();
  steps.forEach(({ name, caption, image }, index) => {
    const item = list.children[index] ?? newStep(list);
    const picture = item.querySelector("img");
    if (picture.src !== image) picture.src = image;
    say(picture, name, "alt");
    say(item.querySelector("b"), t("numbered", { number: index + 1, name }));
    say(item.querySelector(".digitpad-caption"), caption);
  });
}

/** @param {HTMLElement} list */
function newStep(list) {
  const item = document.createElement("li");
  item.innerHTML = STEP_MARKUP;
  list.append(item);
  return item;
}
