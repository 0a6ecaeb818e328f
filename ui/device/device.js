// @ts-check
// Answers on the visitor's device: the networks in a worker, once their weights have arrived.

/** @import { Asked, Facts, Told } from "./worker/worker.js" */
/** @import { Turn } from "./worker/reader.js" */
/** @import { Own } from "./worker/worker.js" */

/**
 * @typedef {object} Listeners
 * @property {(early: Told["early"]) => void} early the first network has answered
 * @property {(turn: Turn | "server" | null) => void} turn a turn was looked for after the facts
 */

const SERVER = /** @type {Facts} */ ({ kind: "server" });

export class Device {
  ready = false; // whether it reads as the network in use does
  /** @type {Worker | null} */
  worker = null;
  /** @type {(Listeners & { id: number, resolve: (facts: Facts) => void }) | null} */
  question = null; // the newest one
  asked = 0;

  // Fetch the networks; on any failure the server goes on answering.
  /** @param {string | null} address */
  async load(address) {
    const isSaving = /** @type {Json} */ (navigator).connection?.saveData;
    if (!address || isSaving) return;
    try {
      const response = await fetch(new URL(address, document.baseURI));
      if (!response.ok) return;
      const file = await response.arrayBuffer();
      const script = new URL("./worker/worker.js", import.meta.url);
      this.worker = new Worker(script, { type: "module" });
      this.worker.addEventListener("message", ({ data }) => this.take(data));
      this.worker.addEventListener("error", () => this.fail());
      this.worker.postMessage({ file }, [file]);
    } catch {
      this.fail(); // no connection, or no workers in such a frame
    }
  }

  // The server answers from now on.
  fail() {
    this.ready = false;
    this.worker?.terminate();
    this.worker = null;
    this.question?.resolve(SERVER);
  }

  // Answer with the shipped network, or with a visitor's own.
  /** @param {Own} own */
  use(own) {
    this.worker?.postMessage({ own });
    this.ready = this.worker !== null;
  }

  /**
   * @param {Omit<Asked, "id">} asked
   * @param {Listeners} listeners
   * @returns {Promise<Facts>}
   */
  read(asked, listeners) {
    if (!this.ready) return Promise.resolve(SERVER);
    this.asked += 1;
    const id = this.asked;
    this.worker.postMessage({ id, ...asked }, [asked.pixels]);
    return new Promise((resolve) => {
      this.question = { id, resolve, ...listeners };
    });
  }

  /** @param {Told} told */
  take({ id, early, facts, turn }) {
    const { question } = this;
    if (id !== question.id) return;
    if (early) question.early(early);
    else if (facts) question.resolve(facts);
    else question.turn(turn);
  }
}
