// The questions of the view, one at a time, because two answers in one frame would arrive as one;
// newer ones wait and replace each other. The answer on the page comes first: explanations keep a
// pause between them.

const PAUSE = 300; // milliseconds from one explanation to the next
const PATIENCE = 4000; // milliseconds until an answer is given up

export class Questions {
  wanted = new Set(); // kinds of questions
  number = 0; // of the last question
  ignored = 0; // the number of one about another data set
  waiting = false;
  explainedAt = -Infinity;

  // `about` has a function for each kind that makes the details of its question, or nothing.
  constructor(about, trigger) {
    Object.assign(this, { about, trigger });
  }

  want(kind) {
    this.wanted.add(kind);
    this.next();
  }

  next() {
    if (this.waiting) return;
    clearTimeout(this.later);
    const pause = this.explainedAt + PAUSE - performance.now();
    for (const kind of Object.keys(this.about).filter((each) => this.wanted.has(each))) {
      if (kind === "explain" && pause > 0) {
        this.later = setTimeout(() => this.next(), pause);
        continue;
      }
      this.wanted.delete(kind);
      const details = this.about[kind]();
      if (details) return this.send(kind, details);
    }
  }

  send(kind, details) {
    if (kind === "explain") this.explainedAt = performance.now();
    this.kind = kind;
    this.number += 1;
    this.waiting = true;
    this.watchdog = setTimeout(() => this.goOn(), PATIENCE);
    this.trigger(kind, { question: this.number, ...details });
  }

  goOn() {
    clearTimeout(this.watchdog);
    this.waiting = false;
    this.next();
  }

  // What is under way is about another data set, unless it is whether the view is open.
  forget() {
    this.wanted.delete("unit");
    if (this.kind !== "toggle") this.ignored = this.number;
  }

  // An answer has come: `show` gets it if it still matters.
  answered(value, show) {
    if (value.question !== this.number) return;
    if (value.question !== this.ignored) show(value);
    this.goOn();
  }
}
