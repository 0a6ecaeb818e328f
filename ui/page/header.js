// What stands above the tabs: light or dark, and which data set.

import { followGradio } from "../languages/choice.js";
import { say, t } from "../languages/messages.js";
import { followSwitch } from "../languages/switch.js";
import { followDataset } from "./dataset.js";
import { followEmbedding } from "./embed.js";
import { followStyle } from "./style.js";
import { followTheme } from "./theme.js";

export function mount({ element, trigger, server }) {
  followEmbedding();
  followStyle();
  followSwitch(element.querySelector("#language"));
  followGradio(() => {
    trigger("language");
    labelGradio();
  });
  followTheme(element.querySelector("#theme-switch"));
  followDataset(element, server);
}

// What Gradio says in English only.
function labelGradio() {
  const labels = [
    [".overflow-menu > button", "aria-label", t("more_tabs")],
    ["footer", "aria-label", t("footer")],
    ["footer img", "alt", t("logo")],
  ];
  for (const [selector, attribute, message] of labels) {
    for (const node of document.querySelectorAll(selector)) say(node, message, attribute);
  }
}
