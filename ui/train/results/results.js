// @ts-check
// Results of other people's runs, from links that are pasted or that the page was opened with.

import { asker } from "../../ask/ask.js";
import { say } from "../../languages/messages.js";
import { firstParameters, put } from "../../page/address.js";
import { publish } from "../../parts/topics.js";

/** @import { LinkedResult } from "../../parts/topics.js" */

/** @param {Mounted} part */
export function mount({ element, props, server }) {
  /** @type {HTMLDetailsElement} */
  const details = element.querySelector(".results");
  /** @type {HTMLInputElement} */
  const name = element.querySelector(".result-name");
  /** @type {HTMLTextAreaElement} */
  const field = element.querySelector(".result-links");
  const problem = element.querySelector(".result-problem");
  const list = element.querySelector(".linked");

  const asked = asker(server.read_results);

  async function read() {
    const links = field.value.split(/\s+/).filter(Boolean);
    const answer = await asked(() => ({ links }));
    if (!answer) return; // the links have changed since
    const { results = [], wrong = answer.problem } = answer;
    say(problem, wrong);
    list.replaceChildren(...results.map(item));
    publish("linked", { results });
  }

  name.maxLength = props.value.name_characters;
  name.addEventListener("input", () => publish("author", { name: name.value.trim() }));
  field.addEventListener("input", read);
  if (firstParameters.has("result")) {
    field.value = location.href;
    put({ result: null, by: null }, { chosen: false }); // the settings there may change
    details.open = true;
    read();
  }
}

/** @type {(result: LinkedResult) => HTMLElement} */
function item({ curve, settings }) {
  const made = document.createElement("li");
  const name = document.createElement("strong");
  const words = document.createElement("span");
  say(name, curve.name);
  say(words, settings);
  made.append(name, " ", words);
  return made;
}
