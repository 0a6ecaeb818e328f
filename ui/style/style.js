// @ts-check
// Attributes of the body for style alone: page/dataset.css and teach/kind/kind.css show and hide by them.

import { subscribe } from "../parts/topics.js";

export function followStyle() {
  const { dataset: marks } = document.body;
  subscribe("network", ({ dataset, colour }) => Object.assign(marks, { dataset, colour }));
  subscribe("teach-kind", ({ kind }) => Object.assign(marks, { teach: kind }));
}
