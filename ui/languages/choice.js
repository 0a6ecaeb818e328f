// Which language: what `?lang=` asks for, else what the switch was set to last, else the first of
// the browser's that there is, else English.

import { parameters, put } from "../page/address.js";
import { kept } from "../parts/storage.js";
import { Catalogue } from "./catalogue.js";
import { speak } from "./page.js";

const STORAGE_KEY = "digitpad-language";
const PATIENCE = 4000; // milliseconds until the page is shown in English
const [meta] = document.getElementsByName("digitpad-languages");
const codes = meta.content.split(" ");
const [ENGLISH] = codes;
const root = document.documentElement;

const catalogues = new Map();
const followers = [];
let current = wished();
let shown = current; // of those, the one that the page is in

function wished() {
  const browsers = navigator.languages.map((language) => language.split("-")[0]);
  const wishes = [parameters().get("lang"), kept.get(STORAGE_KEY), ...browsers];
  return wishes.find((code) => codes.includes(code)) ?? ENGLISH;
}

// The catalogue of a language, fetched once; nothing for English, or where none can be had.
function catalogueOf(code) {
  if (code === ENGLISH) return null;
  if (!catalogues.has(code)) {
    const address = new URL(`languages/${meta.dataset.version}/${code}.json`, document.baseURI);
    const signal = AbortSignal.timeout(PATIENCE);
    const fetched = fetch(address, { signal }).then(async (answer) => {
      return new Catalogue(code, (await answer.json()).sentences);
    });
    catalogues.set(
      code,
      fetched.catch(() => catalogues.delete(code) && null),
    );
  }
  return catalogues.get(code);
}

async function show(code) {
  current = code;
  const catalogue = await catalogueOf(code);
  if (code !== current) return; // another one was chosen meanwhile
  current = catalogue ? code : ENGLISH; // where none can be had
  shown = root.lang = current;
  speak(catalogue);
  delete root.dataset.language;
  for (const follower of followers) follower(current);
}

// Hears now and later which language is shown.
export function followLanguage(follower) {
  followers.push(follower);
  follower(current);
}

// The address names both, so that Back goes to the language before.
export function choose(code) {
  put({ lang: current }, { chosen: false });
  put({ lang: code }, { chosen: true });
  kept.set(STORAGE_KEY, code);
  show(code);
}

addEventListener("popstate", () => {
  if (wished() !== current) show(wished());
});
root.lang = current;
// Gradio sets it, too, to the language that it would speak.
new MutationObserver(() => {
  if (root.lang !== shown) root.lang = shown;
}).observe(root, { attributeFilter: ["lang"] });
if (current !== ENGLISH) {
  root.dataset.language = "waiting";
  show(current);
}
