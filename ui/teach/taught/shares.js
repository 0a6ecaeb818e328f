// @ts-check
// How probable each class is, as a bar.

import { say } from "../../languages/messages.js";
import { percent } from "../../parts/percent.js";

// A row for every name, without a bar.
export function newShares(list, names) {
  list.replaceChildren(...names.map(newShare));
}

// The shares in 0..1 in the order of the names; of an empty list none is known.
export function showShares(list, shares) {
  [...list.children].forEach((row, index) => {
    const share = shares[index] ?? 0;
    row.style.setProperty("--share", share);
    say(row.querySelector(".share"), shares.length ? percent(share) : "");
  });
}

function newShare(name) {
  const row = document.createElement("li");
  row.innerHTML =
    '<span class="name"></span><span class="track"><span class="bar"></span></span><span class="share"></span>';
  row.firstChild.textContent = name;
  return row;
}
