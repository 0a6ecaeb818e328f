// @ts-check
// The language of the page: that of `?lang=`, of the last choice in the menu, of the browser, or English.

import { parameters, put } from "../page/address.js";
import { kept } from "../parts/storage.js";
import "./glossary.js";
import { speakGradio } from "./gradio.js";
import { speak } from "./messages.js";

const STORAGE_KEY = "digitpad-language";
const FETCH_TIMEOUT = 4000; // milliseconds
const REFETCH_AFTER = 500; // milliseconds after a failure
/** @type {HTMLMetaElement} */
const meta = document.querySelector("meta[name=digitpad-languages]");
const codes = meta.content.split(" ");
const [ENGLISH] = codes;
const root = document.documentElement;

/** @type {Map<string, Promise<Catalogue | void>>} */
const catalogues = new Map();
/** @type {((code: string) => void)[]} */
const followers = [];
let current = wished();
let shown = current; // the last one whose messages were fetched

function wished() {
  const browsers = navigator.languages.map((language) => language.split("-")[0]);
  const wishes = [parameters().get("lang"), kept.get(STORAGE_KEY), ...browsers];
  return wishes.find((code) => codes.includes(code)) ?? ENGLISH;
}

// The messages of a language, fetched once; undefined where that fails.
/** @param {string} code */
function catalogueOf(code) {
  if (!catalogues.has(code)) {
    const address = new URL(`languages/${meta.dataset.version}/${code}.json`, document.baseURI);
    const signal = AbortSignal.timeout(FETCH_TIMEOUT);
    const fetched = fetch(address, { signal }).then((answer) => answer.json());
    const messages = fetched.catch(() => {
      catalogues.delete(code); // so that it is fetched again
    });
    catalogues.set(code, messages);
  }
  return catalogues.get(code);
}

/** @param {string} code */
async function show(code) {
  current = code;
  const messages = await catalogueOf(code);
  if (code !== current) return; // another one was chosen since
  if (!messages) return retreat(code);
  shown = root.lang = code;
  speak(code, messages);
  speakGradio(code);
  delete root.dataset.language;
  for (const follower of followers) follower(code);
}

// Where messages can't be fetched, the page keeps its language, or tries English if it has none yet.
/** @param {string} code */
function retreat(code) {
  if (!root.dataset.language) current = shown;
  else setTimeout(show, REFETCH_AFTER, code === ENGLISH ? wished() : ENGLISH);
}

// Calls `follower` with the language now and after each change.
/** @param {(code: string) => void} follower */
export function followLanguage(follower) {
  followers.push(follower);
  follower(current);
}

// The entry before gets its language too, so that Back returns to it.
/** @param {string} code */
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
