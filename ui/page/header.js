// @ts-check
// The header: the menus of languages and data sets, and the switch between light and dark.

import { prepareOffline } from "../device/offline/offline.js";
import { followSwitch } from "../languages/switch.js";
import { followStyle } from "../style/style.js";
import { followDataset } from "./dataset.js";
import { followEmbedding } from "./embed.js";
import { followTheme } from "./theme.js";

/** @param {Mounted} part */
export function mount({ element, server }) {
  prepareOffline();
  followEmbedding();
  followStyle();
  followSwitch(element.querySelector("#language"));
  followTheme(element.querySelector("#theme-switch"));
  followDataset(element, server);
}
