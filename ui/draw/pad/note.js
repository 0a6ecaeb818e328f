// A message at the lower edge of the paper, until the next stroke or for a while.

import { say } from "../../languages/messages.js";

const WHILE = 8000; // milliseconds

export class Note {
  constructor(element) {
    this.element = element;
  }

  show(message, { stays = false } = {}) {
    clearTimeout(this.timer);
    say(this.element, message);
    if (!stays) this.timer = setTimeout(() => this.hide(), WHILE);
  }

  hide() {
    clearTimeout(this.timer);
    say(this.element, "");
  }
}
