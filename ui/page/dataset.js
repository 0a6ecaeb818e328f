// The data set of the whole page: chosen here, in the address or with a run, and told to all parts
// once the server knows of it. What differs in nothing but words is shown or hidden by the body's
// mark.

import { arrived } from "../ask/connection.js";
import { follow, tell } from "../parts/news.js";
import { forget, namedDataset, put } from "./address.js";

export function followDataset(element, { props, trigger, watch }) {
  const choices = [...element.querySelectorAll("#dataset input")];
  const usual = choices[0].value;
  let current = usual;
  let isKnown = false; // whether the server has told of this visitor
  let wanted = null; // what was asked for last, until the server knows

  function want(dataset) {
    wanted = dataset;
    trigger("choose", { dataset });
  }

  // The filters of the Validation tab are about the classes of one data set.
  function name(dataset, { chosen }) {
    if (dataset === namedDataset()) return;
    put({ data: dataset === usual ? null : dataset, ...forget("validation") }, { chosen });
  }

  for (const choice of choices) {
    choice.addEventListener("change", () => {
      name(choice.value, { chosen: true });
      want(choice.value);
    });
  }
  addEventListener("popstate", () => {
    const known = choices.some(({ value }) => value === namedDataset());
    if (known && namedDataset() !== (wanted ?? current)) want(namedDataset());
  });

  // The server has given the page a new key: Gradio's events ask with it from now on.
  follow("visitor", ({ key }) => trigger("renewed", { key }));

  watch("value", () => {
    const { dataset, numbers, colour, key } = props.value;
    arrived(key);
    document.body.dataset.numbers = numbers;
    document.body.dataset.colour = colour;
    document.body.dataset.dataset = dataset;
    for (const choice of choices) choice.checked = choice.value === dataset;
    // A late answer to an earlier choice has no say in the address.
    if (wanted === null || wanted === dataset) name(dataset, { chosen: false });
    if (wanted === dataset) wanted = null;
    tell("network", { ...props.value });
    if (isKnown && dataset !== current) trigger("changed"); // what a link asks for is not undone
    current = dataset;
    isKnown = key !== "";
  });
}
