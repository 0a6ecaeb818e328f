// @ts-check
// The accuracy is computed when the tab is first opened.

import { LazyContent } from "../ask/lazy.js";
import { alertOf } from "../parts/shown.js";
import { publish } from "../parts/topics.js";

/** @param {Mounted} part */
export function mount({ element, props, server }) {
  /** @param {Answer} answer */
  const show = ({ problem, accuracy, ...texts }) => {
    props.value = problem ? alertOf(problem) : accuracy;
    publish("about", texts);
  };
  new LazyContent(element, element.closest("#about"), server.open_tab, { show });
}
