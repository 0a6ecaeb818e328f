// @ts-check
// A message at the lower edge of the paper, until the next stroke or for a while.

import { say } from "../../languages/messages.js";

const NOTE_FOR = 8000; // milliseconds that a note is shown

export class Note {
  /** @type {number} */
  timer;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
  }

  /**
   * @param {Words} message
   * @param {{ stays?: boolean }} [options]
   */
  show(message, { stays = false } = {}) {
    clearTimeout(this.timer);
    say(this.element, message);
    if (!stays) this.timer = setTimeout(() => this.hide(), NOTE_FOR);
  }

  hide() {
    clearTimeout(this.timer);
    say(this.element, "");
  }
}
