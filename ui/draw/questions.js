// When the sketchpad asks the server: one question at a time, always about the newest drawing, so
// that nothing can pile up. Along a stroke a busy server is given as much rest as it made us wait;
// the finished stroke is asked about at once.

const PATIENCE = 4000; // milliseconds without an answer until the visitor is told
const QUICK = 100; // milliseconds; a server that answers sooner is not busy
const SILENCE = "The server is busy or out of reach; your drawing is kept and will be read.";

export class Questions {
  asked = 0; // the revision that was asked about last
  askedAt = 0;
  waiting = false;
  watchdog = null;
  restUntil = 0;
  rest = null;

  // `drawing` tells its revision and whether a stroke is in hand; `send()` asks about it;
  // `renew()` gives it a new number and asks for it again.
  constructor({ drawing, send, renew }) {
    Object.assign(this, { drawing, send, renew });
  }

  // To be called after every change.
  ask() {
    if (this.waiting || this.asked === this.drawing.revision) return;
    if (this.drawing.current && performance.now() < this.restUntil) return;
    this.asked = this.drawing.revision;
    this.askedAt = performance.now();
    this.waiting = true;
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => this.giveUp(), PATIENCE);
    this.send();
  }

  answered(revision) {
    if (revision !== this.asked) return;
    clearTimeout(this.watchdog);
    this.waiting = false;
    this.restFor(performance.now() - this.askedAt - QUICK);
    this.ask();
  }

  // Along a stroke nothing is asked for so many milliseconds.
  restFor(pause) {
    this.restUntil = performance.now() + pause;
    clearTimeout(this.rest);
    if (pause > 0) this.rest = setTimeout(() => this.ask(), pause + 1);
  }

  giveUp() {
    this.waiting = false;
    this.restFor(PATIENCE);
    this.watchdog = setTimeout(this.renew, PATIENCE); // the same answer would be no news
    document.dispatchEvent(new CustomEvent("digitpad:silence", { detail: SILENCE }));
  }
}
