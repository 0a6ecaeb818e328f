// One hidden unit: what it looks for, and what it votes for in this picture.

import { phrase } from "../../languages/phrase.js";
import { bytes, paintSigned } from "../../parts/paint.js";

const INVITATION = phrase(
  '<span class="by-mouse">Point at</span><span class="by-touch">Tap</span> a square of a layer, a unit, to see what it looks for.',
);

export class UnitView {
  constructor(block) {
    this.block = block;
    this.canvas = block.querySelector(".weights");
    this.name = block.querySelector(".unit-name");
    this.votes = block.querySelector(".votes");
    this.width = this.canvas.width;
    this.name.innerHTML = INVITATION;
  }

  show({ layer, index, weights, votes, classes }) {
    const silent = votes.every((vote) => vote === 0);
    const number = layer + 1;
    const unit = phrase(`Layer ${number}, unit ${index}`);
    this.name.textContent = namedUnit(unit, weights, silent);
    this.block.classList.remove("waiting");
    this.canvas.hidden = !weights;
    if (weights) paintSigned(this.canvas, bytes(weights), this.width);
    const items = silent ? [] : votes.map((vote, i) => newVote(classes[i], vote));
    this.votes.replaceChildren(...items);
  }

  clear() {
    this.canvas.getContext("2d").clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.name.innerHTML = INVITATION;
    this.block.classList.add("waiting");
    this.votes.replaceChildren();
  }
}

function namedUnit(unit, weights, silent) {
  if (silent && weights) return phrase(`${unit}: its weights, and silent in this picture`);
  if (silent) return phrase(`${unit}: silent in this picture`);
  if (weights)
    return phrase(`${unit}: its weights, and what it adds to each answer's score (logit)`);
  return phrase(`${unit}: what it adds to each answer's score (logit)`);
}

function newVote(name, vote) {
  const item = document.createElement("li");
  const by = `${vote > 0 ? "+" : ""}${vote.toFixed(2)}`;
  item.textContent = phrase(`${name} ${by}`);
  item.className = vote > 0 ? "for" : vote < 0 ? "against" : "";
  return item;
}
