// @ts-check
// Gradio in the language of the page: the labels of its own components, and its own few words.

import { publish } from "../parts/topics.js";
import { say, t } from "./messages.js";

const CALLED = { zh: "zh-CN" }; // what Gradio calls a language otherwise
const [meta] = document.getElementsByName("digitpad-languages");
const root = document.documentElement;
let wanted = ""; // the language of the page

const ofGradio = () => CALLED[wanted] ?? wanted;

export function speakGradio(code) {
  wanted = code;
  change();
}

async function change() {
  const { changeLocale } = await import(new URL(meta.dataset.gradio, document.baseURI));
  changeLocale(ofGradio());
}

// What it says in English only.
function label() {
  const labels = [
    [".overflow-menu > button", "aria-label", t("more_tabs")],
    ["footer", "aria-label", t("footer")],
    ["footer img", "alt", t("logo")],
  ];
  for (const [selector, attribute, message] of labels) {
    for (const node of document.querySelectorAll(selector)) say(node, message, attribute);
  }
}

// It sets the language of the document: when it begins, to the one that it would speak, and when it
// has changed.
new MutationObserver(() => {
  if (!wanted) return;
  if (root.lang === ofGradio()) {
    label();
    publish("gradio-language", { language: wanted });
  } else change();
  if (root.lang !== wanted) root.lang = wanted;
}).observe(root, { attributeFilter: ["lang"] });
