// @ts-check
// The menu of languages in the header.

import { choose, followLanguage } from "./choice.js";

/** @param {HTMLSelectElement} menu */
export function followSwitch(menu) {
  menu.addEventListener("change", () => choose(menu.value));
  followLanguage((code) => {
    menu.value = code;
  });
}
