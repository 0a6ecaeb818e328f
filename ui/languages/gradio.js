// @ts-check
// Sets Gradio to the language of the page: its components, and the few words that it has in English only.

import { publish } from "../parts/topics.js";
import { say, t } from "./messages.js";

/** @type {Record<string, string>} */
const GRADIO_CODES = { zh: "zh-CN" }; // where they differ from ours
/** @type {HTMLMetaElement} */
const meta = document.querySelector("meta[name=digitpad-languages]");
const root = document.documentElement;
let wanted = ""; // the language of the page

const ofGradio = () => GRADIO_CODES[wanted] ?? wanted;

/** @param {string} code */
export function speakGradio(code) {
  wanted = code;
  change();
}

async function change() {
  const { changeLocale } = await import(new URL(meta.dataset.gradio, document.baseURI).href);
  changeLocale(ofGradio());
}

// Labels that Gradio has in English only.
function label() {
  /** @type {[selector: string, attribute: string, message: Message][]} */
  const labels = [
    [".overflow-menu > button", "aria-label", t("more_tabs")],
    ["footer", "aria-label", t("footer")],
    ["footer img", "alt", t("logo")],
  ];
  for (const [selector, attribute, message] of labels) {
    for (const node of document.querySelectorAll(selector)) say(node, message, attribute);
  }
}

// Gradio sets the language of the document at its start and after each change.
new MutationObserver(() => {
  if (!wanted) return;
  if (root.lang === ofGradio()) {
    label();
    publish("gradio-language", { language: wanted });
  } else change();
  if (root.lang !== wanted) root.lang = wanted;
}).observe(root, { attributeFilter: ["lang"] });
