// @ts-check
// The switch between symbols and things, the latter in the address as `?tab=teach&teach=things`.

import { asked, say } from "../../page/address.js";
import { publish } from "../../parts/topics.js";

/** @typedef {"symbols" | "things"} Kind */

const THINGS = "things";
/** @param {Kind} kind */
const inAddress = (kind) => ({ teach: kind === THINGS ? kind : null });

/** @param {Mounted} part */
export function mount({ element }) {
  const choices = [...element.querySelectorAll("input")];
  const kindOf = (/** @type {HTMLInputElement} */ choice) => /** @type {Kind} */ (choice.value);

  /** @param {Kind} kind */
  function show(kind) {
    for (const choice of choices) choice.checked = choice.value === kind;
    publish("teach-kind", { kind });
  }

  function follow() {
    const kind = asked("teach").teach === THINGS ? THINGS : kindOf(choices[0]);
    say("teach", inAddress(kind));
    show(kind);
  }

  for (const choice of choices) {
    choice.addEventListener("change", () => {
      say("teach", inAddress(kindOf(choice)), { chosen: true });
      show(kindOf(choice));
    });
  }
  addEventListener("popstate", follow);
  follow();
}
