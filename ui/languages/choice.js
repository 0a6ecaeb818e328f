// @ts-check
// Which language: what `?lang=` asks for, else what the switch was set to last, else the first of
// the browser's that there is, else English.

import { parameters, put } from "../page/address.js";
import { kept } from "../parts/storage.js";
import "./glossary.js";
import { speakGradio } from "./gradio.js";
import { speak } from "./messages.js";

const STORAGE_KEY = "digitpad-language";
const FETCH_TIMEOUT = 4000; // milliseconds
const REFETCH_AFTER = 500; // milliseconds after a failure
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

// The messages of a language, fetched once; nothing where they can't be had.
function catalogueOf(code) {
  if (!catalogues.has(code)) {
    const address = new URL(`languages/${meta.dataset.version}/${code}.json`, document.baseURI);
    const signal = AbortSignal.timeout(FETCH_TIMEOUT);
    const fetched = fetch(address, { signal }).then((answer) => answer.json());
    catalogues.set(
      code,
      fetched.catch(() => catalogues.delete(code) && null),
    );
  }
  return catalogues.get(code);
}

async function show(code) {
  current = code;
  const messages = await catalogueOf(code);
  if (code !== current) return; // another one was chosen meanwhile
  if (!messages) return retreat(code);
  shown = root.lang = code;
  speak(code, messages);
  speakGradio(code);
  delete root.dataset.language;
  for (const follower of followers) follower(code);
}

// The messages can't be had: the page stays in its language; where it has none yet, English is tried.
function retreat(code) {
  if (!root.dataset.language) current = shown;
  else setTimeout(show, REFETCH_AFTER, code === ENGLISH ? wished() : ENGLISH);
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
root.dataset.language = "waiting";
show(current);
