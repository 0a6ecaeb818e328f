// What stands above the tabs: light or dark, and which data set.

import { followDataset } from "./dataset.js";
import { followEmbedding } from "./embed.js";
import { followTheme } from "./theme.js";

export function mount({ element, props, trigger, watch }) {
  followEmbedding();
  followTheme(element.querySelector("#theme-switch"));
  followDataset(element, { props, trigger, watch });
}
