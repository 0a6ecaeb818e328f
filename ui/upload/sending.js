// A file on its way to the server. The answer about something else goes when it takes long, and one
// sentence says so when no answer comes.

import { phrase } from "../languages/phrase.js";
import { follow, tell } from "../parts/news.js";

const LOOK = 500; // milliseconds between two looks at how the upload stands
const LOOKS_WITHOUT_PICTURE = 10; // until a file that is not on its way any more counts as lost …
const LOOKS_WITHOUT_ANSWER = 30; // … and one that has arrived as not read

const ON_ITS_WAY = phrase("Your picture is on its way …");
const LOST = phrase(
  "The picture was not read: the server is busy or out of reach; please send it again.",
);
const tooLarge = (size, most) =>
  phrase(`This file has ${size} MB; a picture may have ${most} MB at most.`);
const megabytes = (bytes) => Math.ceil(bytes / 2 ** 20);

export class Sending {
  underway = false;

  // `isUploading()` and `isShown()` tell of the upload, `file()` is what was sent last.
  constructor({ isUploading, isShown, file }) {
    Object.assign(this, { isUploading, isShown, file });
    follow("shown", ({ value }) => {
      if (value.state !== "waiting" && this.underway) this.end();
    });
  }

  begin() {
    if (this.underway) return;
    this.underway = true;
    this.idle = 0; // looks since it was on its way
    this.told = false;
    this.timer = setInterval(() => this.look(), LOOK);
  }

  end() {
    this.underway = false;
    clearInterval(this.timer);
  }

  look() {
    this.idle = this.isUploading() ? 0 : this.idle + 1;
    const size = this.file()?.size ?? 0;
    const most = window.gradio_config?.max_file_size ?? Number.POSITIVE_INFINITY;
    const patience = this.isShown() ? LOOKS_WITHOUT_ANSWER : LOOKS_WITHOUT_PICTURE;
    if (this.idle && size > most) this.fail(tooLarge(megabytes(size), megabytes(most)));
    else if (this.idle > patience) this.fail(LOST);
    else if (!this.told) {
      this.told = true;
      tell("answer", { problem: ON_ITS_WAY, state: "waiting", source: "picture" });
    }
  }

  fail(problem) {
    this.end();
    tell("answer", { problem, source: "picture" });
  }
}
