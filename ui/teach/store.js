// @ts-check
// What a visitor teaches is stored in the browser.

import { kept } from "../parts/storage.js";

export class Store {
  /** @param {string} name */
  constructor(name) {
    this.name = `digitpad-${name}`;
  }

  /** @returns {Json} */
  read() {
    try {
      return JSON.parse(kept.get(this.name)) ?? {};
    } catch {
      return {}; // damaged
    }
  }

  /** @param {object} content */
  write(content) {
    kept.set(this.name, JSON.stringify(content));
  }
}
