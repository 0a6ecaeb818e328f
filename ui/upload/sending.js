// @ts-check
// Sends a picture to the server until there is an answer or a newer picture, and publishes the reading.

import { post } from "../ask/connection.js";
import { t } from "../languages/messages.js";
import { publish } from "../parts/topics.js";

const NOTICE_AFTER = 500; // milliseconds
const RESEND_AFTER = 3000; // milliseconds
const BUSY = [429, 503];

const ON_ITS_WAY = t("picture_on_its_way");
const PICTURE_UNANSWERED = t("picture_unanswered");
const UNREADABLE = t("file_unopened");
/** @type {(size: number, most: number) => Message} */
const tooLarge = (size, most) => t("file_too_large", { size, most });
/** @param {number} bytes */
const megabytes = (bytes) => Math.ceil(bytes / 2 ** 20);

const source = "picture";
/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class Sending {
  newest = 0; // number of the last picture

  /** @param {number} longest */
  constructor(longest) {
    this.longest = longest; // bytes
  }

  // The server's answer about a file; undefined where it was not read or is no longer the newest.
  /** @param {File} file */
  async send(file) {
    const number = ++this.newest;
    const isNewest = () => number === this.newest;
    if (file.size > this.longest) {
      return this.fail(tooLarge(megabytes(file.size), megabytes(this.longest)));
    }
    const content = await file.arrayBuffer().catch(() => {});
    if (!isNewest()) return undefined;
    if (!content) return this.fail(UNREADABLE);
    const told = setTimeout(
      () => publish("answer", { problem: ON_ITS_WAY, state: "waiting", source }),
      NOTICE_AFTER,
    );
    try {
      while (isNewest()) {
        const answer = await ask(content);
        if (!isNewest()) return undefined;
        if (answer) {
          publish("answer", { ...answer, source });
          return answer;
        }
        clearTimeout(told);
        this.fail(PICTURE_UNANSWERED);
        await pause(RESEND_AFTER);
      }
    } finally {
      clearTimeout(told);
    }
    return undefined;
  }

  /** @param {Message} problem */
  fail(problem) {
    publish("answer", { problem, source });
  }

  // The visitor removed the picture.
  forget() {
    this.newest += 1;
  }
}

// The server's answer about a picture; undefined where it is busy or out of reach.
/**
 * @param {ArrayBuffer} body
 * @returns {Promise<Answer>}
 */
async function ask(body) {
  try {
    const response = await post((key) =>
      fetch(new URL("picture", document.baseURI), {
        method: "POST",
        headers: { "X-Digitpad-Key": key, "Content-Type": "application/octet-stream" },
        body,
      }),
    );
    return BUSY.includes(response.status) ? undefined : await response.json();
  } catch {
    return undefined;
  }
}
