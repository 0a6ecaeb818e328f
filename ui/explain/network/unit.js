// @ts-check
// One hidden unit: its weights, and its votes for the classes in this picture.

import { say, t } from "../../languages/messages.js";
import { bytes, paintSigned } from "../../pixels/paint.js";

export class UnitView {
  /** @param {HTMLElement} block */
  constructor(block) {
    this.block = block;
    /** @type {HTMLCanvasElement} */
    this.canvas = block.querySelector(".weights");
    this.name = block.querySelector(".unit-name");
    this.votes = block.querySelector(".votes");
    this.width = this.canvas.width;
    this.invite();
  }

  /** @param {{ layer: number, index: number, weights: string, votes: number[], classes: Words[] }} unit */
  show({ layer, index, weights, votes, classes }) {
    const silent = votes.every((vote) => vote === 0);
    const number = layer + 1;
    const unit = t("unit_name", { number, index });
    say(this.name, namedUnit(unit, weights, silent));
    this.block.classList.remove("waiting");
    this.canvas.hidden = !weights;
    if (weights) paintSigned(this.canvas, bytes(weights), this.width);
    const items = silent ? [] : votes.map((vote, i) => newVote(classes[i], vote));
    this.votes.replaceChildren(...items);
  }

  // The style shows one of the two words: for a mouse or for a touch screen.
  invite() {
    this.name.innerHTML =
      '<span class="by-mouse" data-tag="mouse"></span><span class="by-touch" data-tag="touch"></span>';
    say(this.name, t("unit_invitation"));
  }

  clear() {
    this.canvas.getContext("2d").clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.invite();
    this.block.classList.add("waiting");
    this.votes.replaceChildren();
  }
}

/** @type {(unit: Words, weights: string, silent: boolean) => Words} */
function namedUnit(unit, weights, silent) {
  if (silent && weights) return t("unit_silent_weights", { unit });
  if (silent) return t("unit_silent", { unit });
  if (weights) return t("unit_weights_votes", { unit });
  return t("unit_votes_of", { unit });
}

/** @type {(name: Words, vote: number) => HTMLElement} */
function newVote(name, vote) {
  const item = document.createElement("li");
  const by = `${vote > 0 ? "+" : ""}${vote.toFixed(2)}`;
  say(item, t("unit_vote", { name, by }));
  item.className = vote > 0 ? "for" : vote < 0 ? "against" : "";
  return item;
}
