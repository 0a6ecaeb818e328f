// @ts-check
// Answers about the drawing: of the device where it can read the drawing, or else of the server.

import { ask, asker } from "../../ask/ask.js";
import { Device } from "../../device/device.js";
import { encoded, readingOf, roundedAll } from "../../device/reading.js";
import { t } from "../../languages/messages.js";
import { latest, publish, subscribe } from "../../parts/topics.js";
import { bytes } from "../../pixels/paint.js";

/** @import { Layers } from "./layers.js" */

/**
 * @typedef {object} Subject what is read
 * @property {import("./drawing.js").Drawing} drawing
 * @property {() => Layers} painted the picture of the drawing
 */

const UNANSWERED = t("drawing_unanswered");
const NEEDS_SERVER = t("drawing_needs_server");
const RETRY_AFTER = 2000; // milliseconds
const FIRST_DATASET = "mnist"; // the one that the device reads

export class Answers {
  /** @type {Reading | null} */
  newest = null;
  asked = { revision: 0, isServer: false }; // what was last asked about, and of whom
  followed = 0; // changes of the network
  device = new Device();

  /**
   * @param {Subject} subject
   * @param {{ server: Record<string, Call>, empty: Reading, networks: string | null }} given
   */
  constructor(subject, { server, empty, networks }) {
    this.subject = subject;
    this.empty = empty; // the value for blank paper
    this.networks = networks; // the address of the shipped ones
    this.askNetwork = server.network;
    const urgent = () => !subject.drawing.current; // a finished stroke is read at once
    this.askServer = asker(server.read, { urgent, silent: () => this.announceSilence() });
    this.askDevice = asker((question) => this.readOnDevice(question), {
      ready: Promise.resolve(),
      silent: () => this.device.fail(), // then the server is asked
    });
    this.start();
  }

  async start() {
    await this.device.load(this.networks);
    if (!this.device.worker) return;
    const wanted = new URL(location.href).searchParams.get("data") ?? FIRST_DATASET;
    if (!latest("network") && wanted === FIRST_DATASET) this.device.use({}); // the server is slow
    subscribe("network", () => this.followNetwork());
    subscribe("taught", () => this.followNetwork());
  }

  // The device answers again once it has the network in use. A large one takes its time.
  async followNetwork() {
    this.followed += 1;
    const number = this.followed;
    this.device.ready = false;
    const network = await ask(this.askNetwork);
    if (number !== this.followed) return; // it has changed again
    if (network.problem) {
      setTimeout(() => number === this.followed && this.followNetwork(), RETRY_AFTER);
    } else if (network.address === this.networks) {
      // Another address means that the server has newer weights than the page.
      const { weights } = network;
      this.device.use(weights ? { ...network, weights: bytes(weights) } : {});
    }
  }

  // ---- Reading ------------------------------------------------------------------------------------

  async read() {
    const value = await this.askDevice(() => this.question());
    if (value === undefined) return; // a newer question was asked
    if (value.state) this.announce(value);
    else this.readOnServer();
  }

  async readOnServer() {
    const value = await this.askServer(() => {
      const { revision, inside } = this.question();
      this.asked = { revision, isServer: true };
      const { subject } = this;
      const picture = subject.drawing.blank ? "" : subject.painted().toDataURL();
      return { revision, inside, picture };
    });
    if (value) this.announce(value);
  }

  question() {
    const { drawing } = this.subject;
    const inside = latest("explanation")?.isOpen === true; // then the answer contains the steps
    return { revision: drawing.revision, inside, isPenDown: drawing.current !== null };
  }

  /** @type {(question: Json) => Promise<Reading | {}>} */
  async readOnDevice({ revision, inside, isPenDown }) {
    if (!this.device.ready) return {};
    this.asked = { revision, isServer: false };
    const pixels = this.subject.painted().pixels();
    const asked = { pixels: pixels.data.buffer, width: pixels.width, height: pixels.height };
    const facts = await this.device.read(
      { ...asked, inside, isPenDown },
      {
        early: ({ probabilities, input }) => {
          publish("early", { probabilities: roundedAll(probabilities), input: encoded(input) });
        },
        turn: (turn) => {
          if (this.newest?.answer !== revision) return;
          if (turn === "server") this.readOnServer();
          else if (turn) this.announce(readingOf(facts, this.empty, revision, turn));
        },
      },
    );
    if (facts.kind !== "server") return readingOf(facts, this.empty, revision);
    return {};
  }

  // Whether the drawing was read, or is being read, as it would be with the pen lifted.
  get isCurrent() {
    const { newest, asked } = this;
    if (asked.revision !== this.subject.drawing.revision) return false;
    return asked.isServer || (newest?.answer === asked.revision && newest.state !== "refused");
  }

  // ---- Announcing ---------------------------------------------------------------------------------

  /** @param {Reading} value */
  announce(value) {
    if (Number(this.newest?.answer) > Number(value.answer)) return;
    this.newest = value;
    publish("answer", { ...value, source: "drawing" });
  }

  announceAgain() {
    if (this.newest?.answer === this.subject.drawing.revision) this.announce(this.newest);
  }

  // The device may have answered since about a newer drawing.
  announceSilence() {
    if (Number(this.newest?.answer) >= this.asked.revision || !this.asked.isServer) return;
    publish("answer", {
      problem: this.device.ready ? NEEDS_SERVER : UNANSWERED,
      source: "drawing",
    });
  }
}
