// One hidden unit: what it looks for, and what it votes for in this picture.

import { bytes, paintSigned } from "../parts/paint.js";

export class UnitView {
  constructor(block) {
    this.block = block;
    this.canvas = block.querySelector(".weights");
    this.name = block.querySelector(".unit-name");
    this.votes = block.querySelector(".votes");
    this.width = this.canvas.width;
    this.invitation = this.name.innerHTML;
  }

  show({ layer, index, weights, votes, classes }) {
    const silent = votes.every((vote) => vote === 0);
    const does = silent ? "silent in this picture" : "what it adds to each answer's score (logit)";
    const looks = weights ? "its weights, and " : "";
    this.name.textContent = `Layer ${layer + 1}, unit ${index}: ${looks}${does}`;
    this.block.classList.remove("waiting");
    this.canvas.hidden = !weights;
    if (weights) paintSigned(this.canvas, bytes(weights), this.width);
    const items = silent ? [] : votes.map((vote, i) => newVote(classes[i], vote));
    this.votes.replaceChildren(...items);
  }

  clear() {
    this.canvas.getContext("2d").clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.name.innerHTML = this.invitation;
    this.block.classList.add("waiting");
    this.votes.replaceChildren();
  }
}

function newVote(name, vote) {
  const item = document.createElement("li");
  item.textContent = `${name} ${vote > 0 ? "+" : ""}${vote.toFixed(2)}`;
  item.className = vote > 0 ? "for" : vote < 0 ? "against" : "";
  return item;
}
