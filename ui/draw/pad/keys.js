// @ts-check
// The keys of the sketchpad's actions; other keys are published, since other parts may use them.

import { publish } from "../../parts/topics.js";

/** @type {Record<string, string>} */
const ACTION_OF_KEY = {
  z: "undo",
  Z: "redo",
  c: "clear",
  e: "switch",
  w: "wide",
  l: "share",
  "[": "thinner",
  "]": "thicker",
};

/**
 * @param {HTMLElement} pad
 * @param {(action: string) => void} act
 */
export function listenToKeys(pad, act) {
  pad.addEventListener("keydown", (event) => {
    const control = event.ctrlKey || event.metaKey;
    const letter = event.key.toLowerCase();
    const key = letter === "z" && event.shiftKey ? "Z" : letter; // whatever Caps Lock says
    if (event.altKey || (control && letter !== "z")) return;
    if (!ACTION_OF_KEY[key]) return publish("pad-key", { key });
    event.preventDefault();
    act(ACTION_OF_KEY[key]);
  });
}
