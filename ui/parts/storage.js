// @ts-check
// Values stored by the browser. Where it stores nothing, as in a sandboxed frame, they last as long as the page.

class Kept {
  /** @type {Map<string, string>} */
  own = new Map(); // what the browser did not store

  // A function, since even naming a forbidden storage throws.
  /** @param {() => Storage} area */
  constructor(area) {
    this.area = area;
  }

  /** @param {string} name */
  get(name) {
    if (this.own.has(name)) return this.own.get(name);
    try {
      return this.area().getItem(name);
    } catch {
      return null;
    }
  }

  /** @type {(name: string, content: string) => void} */
  set(name, content) {
    try {
      this.area().setItem(name, content);
      this.own.delete(name);
    } catch {
      this.own.set(name, content);
    }
  }
}

export const kept = new Kept(() => localStorage); // until the visitor clears the browser's data
export const keptByTab = new Kept(() => sessionStorage);
