// @ts-check
// The switch between symbols and things; the address names the second: `?tab=teach&teach=things`.

import { asked, say } from "../../page/address.js";
import { publish } from "../../parts/topics.js";

const THINGS = "things";
const inAddress = (kind) => ({ teach: kind === THINGS ? kind : null });

export function mount({ element }) {
  const choices = [...element.querySelectorAll("input")];

  function show(kind) {
    for (const choice of choices) choice.checked = choice.value === kind;
    publish("teach-kind", { kind });
  }

  function follow() {
    const kind = asked("teach").teach === THINGS ? THINGS : choices[0].value;
    say("teach", inAddress(kind));
    show(kind);
  }

  for (const choice of choices) {
    choice.addEventListener("change", () => {
      say("teach", inAddress(choice.value), { chosen: true });
      show(choice.value);
    });
  }
  addEventListener("popstate", follow);
  follow();
}
