// The way of the picture to the network, step by step; the elements are changed in place.

const STEP =
  '<span class="frame"><img alt="" /></span><b></b><span class="digitpad-caption"></span>';

export function showSteps(list, { value, digit }) {
  const steps = [...(value.page_steps ?? []), ...(digit.steps ?? [])];
  while (list.children.length > steps.length) list.lastChild.remove();
  steps.forEach(({ name, caption, image }, index) => {
    const [frame, title, words] = (list.children[index] ?? newStep(list)).children;
    if (frame.firstChild.src !== image) frame.firstChild.src = image;
    frame.firstChild.alt = name;
    title.textContent = `${index + 1}. ${name}`;
    words.textContent = caption;
  });
}

function newStep(list) {
  const item = document.createElement("li");
  item.innerHTML = STEP;
  list.append(item);
  return item;
}
