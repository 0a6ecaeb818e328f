// The panel that offers a network of one's own to take home, with the Python that runs it.

import { ask } from "../ask/ask.js";
import { phrase } from "../languages/phrase.js";
import { copyText } from "../parts/copy.js";
import { subscribe } from "../parts/topics.js";
import { write } from "../parts/write.js";
import { download } from "../teach/archive.js";

// On the Train tab: one of the runs that have ended with a network.
export function mount({ element, props, server }) {
  const panel = new TakeHome(element.querySelector(".take-home"), props, server.take_run);
  subscribe("training", ({ runs }) => runs && panel.offer(runs.filter(({ usable }) => usable)));
  panel.offer([]);
}

export class TakeHome {
  // `call` is the function of the server that gives the file.
  constructor(panel, { code, no_onnx: noOnnx }, call) {
    this.panel = panel;
    this.call = call;
    this.which = panel.querySelector(".which");
    this.said = panel.querySelector(".said");
    this.buttons = [...panel.querySelectorAll(".line button")];
    for (const button of this.buttons) {
      button.addEventListener("click", () => this.take(button.dataset.format));
    }
    for (const details of panel.querySelectorAll("details")) {
      const text = code[details.dataset.format];
      write(details.querySelector("code"), text);
      const copy = details.querySelector(".copy");
      copy.addEventListener("click", () => copyCode(copy, text, details.querySelector("code")));
    }
    if (noOnnx) {
      for (const part of panel.querySelectorAll("[data-format=onnx]")) part.remove();
      write(this.said, phrase(`This server offers no ONNX file. ${noOnnx}`));
    }
  }

  // Runs to choose from, none of which hides the panel; the newest is chosen first.
  offer(runs) {
    const names = runs.map(({ number }) => phrase(`run ${number}`));
    this.panel.hidden = !runs.length;
    this.panel.querySelector(".it").hidden = true;
    this.which.hidden = false;
    if (names.join() === this.offered) return;
    this.offered = names.join();
    this.which.replaceChildren(...runs.map(({ number }, i) => new Option(names[i], number)));
    this.which.selectedIndex = runs.length - 1;
  }

  async take(format) {
    this.busy = true;
    write(this.said, phrase("Writing the file …"));
    const question = { format, run: Number(this.which.value) };
    const answer = await ask(this.call, question);
    this.busy = false;
    write(this.said, answer.problem ?? "");
    if (answer.content) download(answer.name, answer.type, answer.content);
  }

  set busy(busy) {
    for (const button of this.buttons) button.disabled = busy;
  }
}

// Code that can't be put on the clipboard is selected instead.
async function copyCode(button, text, code) {
  const copied = await copyText(text);
  if (!copied) getSelection().selectAllChildren(code);
  button.textContent = copied ? phrase("Copied") : phrase("Selected");
  setTimeout(() => {
    button.textContent = phrase("Copy");
  }, 2000);
}
