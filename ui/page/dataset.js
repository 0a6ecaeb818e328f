// @ts-check
// The data set of the page: chosen here, in the address or with a run, and published once the server uses it.

import { asker } from "../ask/ask.js";
import { publish, subscribe } from "../parts/topics.js";
import { forget, namedDataset, put } from "./address.js";

/**
 * @param {HTMLElement} element
 * @param {Record<string, Call>} server
 */
export function followDataset(element, server) {
  const ask = asker(server.choose);
  const choices = /** @type {HTMLInputElement[]} */ ([
    ...element.querySelectorAll("#dataset input"),
  ]);
  const usual = choices[0].value;
  let current = usual;
  /** @type {string | null} */
  let wanted = null; // the last choice, until the server uses it

  /** @param {string} dataset */
  async function want(dataset) {
    wanted = dataset;
    const network = await ask(() => ({ dataset }));
    if (network && !network.problem) publish("network", network);
  }

  // The filters of the Validation tab are reset, since they name classes of one data set.
  /** @type {(dataset: string, options: { chosen: boolean }) => void} */
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

  subscribe("network", ({ dataset }) => {
    for (const choice of choices) choice.checked = choice.value === dataset;
    // A late answer to an earlier choice does not change the address.
    if (wanted === null || wanted === dataset) name(dataset, { chosen: false });
    if (wanted === dataset) wanted = null;
    current = dataset;
  });
}
