// A sentence at the lower edge of the paper, until the next stroke or for a while.

const WHILE = 8000; // milliseconds

export class Note {
  constructor(element) {
    this.element = element;
  }

  show(sentence, { stays = false } = {}) {
    clearTimeout(this.timer);
    this.element.textContent = sentence;
    if (!stays) this.timer = setTimeout(() => this.hide(), WHILE);
  }

  hide() {
    clearTimeout(this.timer);
    this.element.textContent = "";
  }
}
