// @ts-check
// The panel to download a network of one's own, with the Python code that runs it.

import { ask } from "../ask/ask.js";
import { say, t } from "../languages/messages.js";
import { copyText } from "../parts/copy.js";
import { subscribe } from "../parts/topics.js";
import { download } from "../teach/archive.js";

// On the Train tab: one of the finished runs.
/** @param {Mounted} part */
export function mount({ element, props, server }) {
  const panel = new TakeHome(element.querySelector(".take-home"), props, server.take_run);
  subscribe("training", ({ runs }) => runs && panel.offer(runs.filter(({ usable }) => usable)));
  panel.offer([]);
}

export class TakeHome {
  /** @type {string} */
  offered;

  /**
   * @param {HTMLElement} panel
   * @param {Json} props
   * @param {Call} call returns the file
   */
  constructor(panel, { code, no_onnx: noOnnx }, call) {
    this.panel = panel;
    this.call = call;
    /** @type {HTMLSelectElement} */
    this.which = panel.querySelector(".which");
    this.said = panel.querySelector(".said");
    this.buttons = /** @type {HTMLButtonElement[]} */ ([...panel.querySelectorAll(".line button")]);
    for (const button of this.buttons) {
      button.addEventListener("click", () => this.take(button.dataset.format));
    }
    for (const details of panel.querySelectorAll("details")) {
      const text = code[details.dataset.format];
      details.querySelector("code").textContent = text;
      const copy = details.querySelector(".copy");
      copy.addEventListener("click", () => copyCode(copy, text, details.querySelector("code")));
    }
    if (noOnnx) {
      for (const part of panel.querySelectorAll("[data-format=onnx]")) part.remove();
      say(this.said, t("no_onnx_offered", { advice: noOnnx }));
    }
  }

  // Offer runs, the newest first; without any the panel is hidden.
  /** @param {{ number: number }[]} runs */
  offer(runs) {
    const numbers = runs.map(({ number }) => number);
    this.panel.hidden = !runs.length;
    this.panel.querySelector(".it").hidden = true;
    this.which.hidden = false;
    if (numbers.join() === this.offered) return;
    this.offered = numbers.join();
    this.which.replaceChildren(...numbers.map(newOption));
    this.which.selectedIndex = runs.length - 1;
  }

  /** @param {string} format */
  async take(format) {
    this.busy = true;
    say(this.said, t("writing_file"));
    const question = { format, run: Number(this.which.value) };
    const answer = await ask(this.call, question);
    this.busy = false;
    say(this.said, answer.problem ?? "");
    if (answer.content) download(answer.name, answer.type, answer.content);
  }

  /** @param {boolean} busy */
  set busy(busy) {
    for (const button of this.buttons) button.disabled = busy;
  }
}

/** @param {number} number */
function newOption(number) {
  const option = new Option("", String(number));
  say(option, t("run_option", { number }));
  return option;
}

// Selects the code where it can't be copied to the clipboard.
/** @type {(button: HTMLElement, text: string, code: HTMLElement) => Promise<void>} */
async function copyCode(button, text, code) {
  const copied = await copyText(text);
  if (!copied) getSelection().selectAllChildren(code);
  say(button, copied ? t("copied") : t("selected"));
  setTimeout(() => say(button, t("copy")), 2000);
}
