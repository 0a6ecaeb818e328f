// @ts-check
// Starts, stops and removes the visitor's runs on the server, and publishes their progress.

import { ask } from "../ask/ask.js";
import { firstParameters } from "../page/address.js";
import { alertOf } from "../parts/shown.js";
import { latest, publish, subscribe } from "../parts/topics.js";

const LOOK_PAUSE = 500; // milliseconds between two questions about progress …
const FILM_PAUSE = 100; // … and while a run loads or frames of its film are still to come
const EMPTY_LOOKS = 20; // of a run that has ended: the rest of its film was lost

export class Training {
  seen = ""; // identifies the last answer, so that the server sends only changes
  film = { run: 0, next: 0 }; // the run whose film the page has, and the next frame
  frames = 0; // of that film
  emptyLooks = EMPTY_LOOKS; // since the last frame of a run that has ended
  turn = Promise.resolve(); // questions are sent one by one, so that the last answer is the newest
  isStarting = false;
  wasBusy = false;
  /** @type {number} */
  timer;

  /** @param {Record<string, Call>} server */
  constructor(server) {
    this.server = server;
  }

  listen() {
    const { server } = this;
    subscribe("start-pressed", ({ values }) => this.start(values));
    subscribe("stop-pressed", () => this.ask(server.stop_run));
    subscribe("run-chosen", (run) => this.ask(server.use_run, run));
    subscribe("run-removed", (run) => this.ask(server.remove_run, run));
    subscribe("network-reset", () => this.ask(server.back_to_shipped));
    subscribe("visitor", () => this.look()); // a page with a new key has lost its runs
    const prepare = () => ask(server.prepare); // for the next run
    subscribe("tab-opened", ({ name }) => name === "train" && prepare());
    if (firstParameters.get("tab") === "train") prepare();
  }

  // Further presses are ignored until the run has started.
  /** @param {(string | number | boolean)[]} values */
  async start(values) {
    if (this.isStarting) return;
    this.isStarting = true;
    await this.ask(this.server.start_run, { values });
    this.isStarting = false;
  }

  /**
   * @param {Call} call
   * @param {object} question
   */
  ask(call, question = {}) {
    this.turn = this.turn.then(async () => {
      const { seen, film } = this;
      const answer = await ask(call, { ...question, seen, film });
      if (answer.status || call !== this.server.look) this.show(answer);
      else this.lookLater(); // out of reach
    });
    return this.turn;
  }

  look() {
    this.ask(this.server.look);
  }

  lookLater(pause = LOOK_PAUSE) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), pause);
  }

  /** @param {Answer} answer */
  show({ seen, network, problem, ...parts }) {
    if (seen) this.seen = seen;
    if (problem !== undefined) parts.problem = problem && alertOf(problem);
    publish("training", parts);
    const { film } = parts;
    const last = film?.frames.at(-1);
    if (last) this.film = { run: film.run, next: last.number + 1 };
    if (film?.opening) this.frames = film.opening.frames;
    const isBusy = parts.status?.busy;
    if (this.wasBusy && !isBusy) ask(this.server.prepare);
    this.wasBusy = isBusy;
    this.emptyLooks = last || isBusy ? 0 : this.emptyLooks + 1;
    if (network && JSON.stringify(network) !== JSON.stringify(latest("network"))) {
      publish("network", network);
    }
    const isRest = this.film.next < this.frames && this.emptyLooks < EMPTY_LOOKS;
    const isLoading = parts.status?.state === "loading";
    if (last || isLoading || (isRest && !isBusy)) this.lookLater(FILM_PAUSE);
    else if (isBusy) this.lookLater();
  }
}
