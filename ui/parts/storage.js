// @ts-check
// What the browser keeps. Where it may keep nothing, as in a sandboxed frame, or has no room left, the page keeps
// it for as long as it is open.

class Kept {
  own = new Map(); // what the browser did not take

  constructor(area) {
    this.area = area; // a function, for the very name of a forbidden one throws
  }

  get(name) {
    if (this.own.has(name)) return this.own.get(name);
    try {
      return this.area().getItem(name);
    } catch {
      return null;
    }
  }

  set(name, content) {
    try {
      this.area().setItem(name, content);
      this.own.delete(name);
    } catch {
      this.own.set(name, content);
    }
  }
}

export const kept = new Kept(() => localStorage); // until the visitor deletes it
export const keptByTab = new Kept(() => sessionStorage);
