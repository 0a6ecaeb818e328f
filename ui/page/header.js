// @ts-check
// What stands above the tabs: light or dark, and which data set.

import { followSwitch } from "../languages/switch.js";
import { followStyle } from "../style/style.js";
import { followDataset } from "./dataset.js";
import { followEmbedding } from "./embed.js";
import { followTheme } from "./theme.js";

export function mount({ element, server }) {
  followEmbedding();
  followStyle();
  followSwitch(element.querySelector("#language"));
  followTheme(element.querySelector("#theme-switch"));
  followDataset(element, server);
}
