// The data set of the whole page: chosen here, in the address or with a run, and told to all parts
// once the server knows of it. What differs in nothing but words is shown or hidden by the body's
// mark.

import { arrived } from "../ask/visitor.js";
import { tell } from "../parts/news.js";

export function followDataset(element, { props, trigger, watch }) {
  const choices = [...element.querySelectorAll("#dataset input")];
  for (const choice of choices) {
    choice.addEventListener("change", () => trigger("choose", { dataset: choice.value }));
  }

  watch("value", () => {
    const { dataset, numbers, key } = props.value;
    arrived(key);
    document.body.dataset.numbers = numbers;
    document.body.dataset.dataset = dataset;
    for (const choice of choices) choice.checked = choice.value === dataset;
    nameInAddress(dataset, choices[0].value);
    tell("network", { ...props.value });
    trigger("change");
  });
}

function nameInAddress(dataset, usual) {
  const address = new URL(location);
  if (dataset === usual) address.searchParams.delete("data");
  else address.searchParams.set("data", dataset);
  history.replaceState(history.state, "", address);
}
