// What a visitor teaches stays in this browser.

export class Store {
  constructor(name) {
    this.name = `digitpad-${name}`;
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.name)) ?? {};
    } catch {
      return {}; // damaged, or this browser keeps nothing
    }
  }

  write(content) {
    try {
      localStorage.setItem(this.name, JSON.stringify(content));
    } catch {
      // full, or not allowed: the server has learned it all the same
    }
  }
}
