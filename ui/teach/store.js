// @ts-check
// What a visitor teaches stays in this browser.

import { kept } from "../parts/storage.js";

export class Store {
  constructor(name) {
    this.name = `digitpad-${name}`;
  }

  read() {
    try {
      return JSON.parse(kept.get(this.name)) ?? {};
    } catch {
      return {}; // damaged
    }
  }

  write(content) {
    kept.set(this.name, JSON.stringify(content));
  }
}
