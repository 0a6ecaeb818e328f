// @ts-check
// The probability of each class, as a bar.

import { say } from "../../languages/messages.js";
import { percent } from "../../parts/percent.js";

// A row for each name, without a bar.
/** @type {(list: HTMLElement, names: string[]) => void} */
export function newShares(list, names) {
  list.replaceChildren(...names.map(newShare));
}

// Show shares from 0 to 1 in the order of the names, or none where the list is empty.
/** @type {(list: HTMLElement, shares: number[]) => void} */
export function showShares(list, shares) {
  list.querySelectorAll("li").forEach((row, index) => {
    const share = shares[index] ?? 0;
    row.style.setProperty("--share", String(share));
    say(row.querySelector(".share"), shares.length ? percent(share) : "");
  });
}

/** @param {string} name */
function newShare(name) {
  const row = document.createElement("li");
  row.innerHTML =
    '<span class="name"></span><span class="track"><span class="bar"></span></span><span class="share"></span>';
  row.firstElementChild.textContent = name;
  return row;
}
