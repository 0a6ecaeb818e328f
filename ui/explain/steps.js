// @ts-check
// The way of the picture to the network, step by step; the elements are changed in place.

import { say, t } from "../languages/messages.js";

const STEP_MARKUP =
  '<span class="frame"><img alt="" /></span><b></b><span class="digitpad-caption"></span>';

export function showSteps(list, { value, digit }) {
  const steps = [...(value.page_steps ?? []), ...(digit.steps ?? [])];
  while (list.children.length > steps.length) list.lastChild.remove();
  steps.forEach(({ name, caption, image }, index) => {
    const [frame, title, words] = (list.children[index] ?? newStep(list)).children;
    if (frame.firstChild.src !== image) frame.firstChild.src = image;
    say(frame.firstChild, name, "alt");
    say(title, t("numbered", { number: index + 1, name }));
    say(words, caption);
  });
}

function newStep(list) {
  const item = document.createElement("li");
  item.innerHTML = STEP_MARKUP;
  list.append(item);
  return item;
}
