// @ts-check
// Answers on the visitor's device: the networks in a worker, once their weights have arrived.

import { publish } from "../parts/topics.js";

/** @import { Asked, Facts, Told } from "./worker/worker.js" */
/** @import { Turn } from "./worker/reader.js" */
/** @import { Own } from "./worker/shipped.js" */

/**
 * @typedef {object} Listeners
 * @property {(early: Told["early"]) => void} early the first network has answered
 * @property {(turn: Turn | "server" | null) => void} turn a turn was looked for after the facts
 */

const RETRY_AFTER = 10_000; // milliseconds
const MISSING = 404; // the server has other networks by now
const SERVER = /** @type {Facts} */ ({ kind: "server" });

export class Device {
  #ready = false;
  state = { isLoaded: false, isPossible: true }; // whether it may ever read
  /** @type {Worker | null} */
  worker = null;
  /** @type {(Listeners & { id: number, resolve: (facts: Facts) => void }) | null} */
  question = null; // the newest one
  asked = 0;

  // Whether it reads as the network in use does.
  get ready() {
    return this.#ready;
  }

  set ready(isReady) {
    this.#ready = isReady;
    publish("device", { isReady, ...this.state });
  }

  // Fetch the networks; until they have arrived, or where there can be no worker, the server answers.
  /** @param {string | null} address */
  async load(address) {
    const isSaving = /** @type {Json} */ (navigator).connection?.saveData;
    if (!address || isSaving) return this.fail();
    try {
      const script = new URL("./worker/worker.js", import.meta.url);
      const worker = new Worker(script, { type: "module" }); // throws in a sandboxed frame
      worker.addEventListener("message", ({ data }) => this.take(data));
      worker.addEventListener("error", () => this.fail());
      const file = await fetched(new URL(address, document.baseURI));
      worker.postMessage({ file }, [file]);
      this.worker = worker;
      this.state.isLoaded = true;
    } catch {
      this.fail();
    }
  }

  // The server answers from now on.
  fail() {
    this.state.isPossible = false;
    this.worker?.terminate();
    this.worker = null;
    this.ready = false;
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

// A file, once the connection allows it; raises an error where there is none.
/**
 * @param {URL} address
 * @returns {Promise<ArrayBuffer>}
 */
async function fetched(address) {
  for (;;) {
    const { status, file } = await attempted(address);
    if (status === MISSING) throw new Error("There is no such file any more.");
    if (file) return file;
    await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER));
  }
}

/**
 * @param {URL} address
 * @returns {Promise<{ status: number, file?: ArrayBuffer }>}
 */
async function attempted(address) {
  try {
    const response = await fetch(address, { priority: "low" }); // answers come first
    const { status, ok } = response;
    return ok ? { status, file: await response.arrayBuffer() } : { status };
  } catch {
    return { status: 0 }; // the connection is lost
  }
}
