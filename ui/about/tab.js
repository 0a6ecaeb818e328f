// The accuracy is computed when somebody first looks.

import { LazyContent } from "../ask/lazy.js";

export function mount({ element, trigger, watch }) {
  const content = new LazyContent(element, element.closest("#about"), trigger);
  watch("value", () => content.answered(element.querySelector("[data-asked]")?.dataset.asked));
}
