// A file on its way to the server. The answer about something else goes when it takes long, and one
// sentence says so when no answer comes.

import { follow, tell } from "../parts/news.js";

const LOOK = 500; // milliseconds between two looks at how the upload stands
const PATIENCE = 20; // looks without an answer to a file that has arrived

const ON_ITS_WAY = "Your picture is on its way …";
const LOST = "The picture was not read: the server is busy or out of reach; please send it again.";
const tooLarge = (size, most) =>
  `This file has ${megabytes(size)} MB; a picture may have ${megabytes(most)} at most.`;
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
    this.idle = this.arrived = 0; // looks since
    this.timer = setInterval(() => this.look(), LOOK);
  }

  end() {
    this.underway = false;
    clearInterval(this.timer);
  }

  look() {
    if (this.isUploading()) {
      this.idle = 0;
      tell("answer", { problem: ON_ITS_WAY, state: "waiting", source: "picture" });
    } else if (this.isShown()) {
      this.arrived += 1;
      if (this.arrived > PATIENCE) this.fail();
    } else {
      this.idle += 1;
      if (this.idle > 1) this.fail();
    }
  }

  fail() {
    this.end();
    const size = this.file()?.size ?? 0;
    const most = window.gradio_config?.max_file_size ?? Number.POSITIVE_INFINITY;
    const problem = size > most ? tooLarge(size, most) : LOST;
    tell("answer", { problem, source: "picture" });
  }
}
