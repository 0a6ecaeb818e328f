// @ts-check
// Attributes of the body for style alone (page/dataset.css, teach/kind/kind.css).

import { subscribe } from "../parts/topics.js";

export function followStyle() {
  const { dataset: marks } = document.body;
  subscribe("network", ({ dataset, colour }) => Object.assign(marks, { dataset, colour }));
  subscribe("teach-kind", ({ kind }) => Object.assign(marks, { teach: kind }));
}
