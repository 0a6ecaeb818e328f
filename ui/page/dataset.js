// The data set of the whole page: chosen here, in the address or with a run, and told to all parts
// once the server knows of it. What differs in nothing but words is shown or hidden by attributes of the body.

import { arrived } from "../ask/connection.js";
import { publish, subscribe } from "../parts/topics.js";
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

  subscribe("dataset-chosen", ({ dataset }) => {
    name(dataset, { chosen: true });
    want(dataset);
  });
  for (const choice of choices) {
    const { value: dataset } = choice;
    choice.addEventListener("change", () => publish("dataset-chosen", { dataset }));
  }
  addEventListener("popstate", () => {
    const known = choices.some(({ value }) => value === namedDataset());
    if (known && namedDataset() !== (wanted ?? current)) want(namedDataset());
  });

  // The server has given the page a new key: Gradio's events ask with it from now on.
  subscribe("visitor", ({ key }) => trigger("renewed", { key }));

  watch("value", () => {
    const { dataset, key } = props.value;
    arrived(key);
    for (const choice of choices) choice.checked = choice.value === dataset;
    // A late answer to an earlier choice has no say in the address.
    if (wanted === null || wanted === dataset) name(dataset, { chosen: false });
    if (wanted === dataset) wanted = null;
    publish("network", { ...props.value });
    if (isKnown && dataset !== current) trigger("changed"); // what a link asks for is not undone
    current = dataset;
    isKnown = key !== "";
  });
}
