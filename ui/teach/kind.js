// The switch between symbols and things; the address names the second: `?tab=teach&teach=things`.

import { asked, say } from "../page/address.js";

export function mount({ element }) {
  const choices = [...element.querySelectorAll("input")];

  function show(kind) {
    document.body.dataset.teach = kind;
    for (const choice of choices) choice.checked = choice.value === kind;
    document.dispatchEvent(new CustomEvent("digitpad:teach", { detail: kind }));
  }

  const follow = () => show(asked("teach").teach === "things" ? "things" : "symbols");
  for (const choice of choices) {
    choice.addEventListener("change", () => {
      const isUsual = choice === choices[0];
      say("teach", { teach: isUsual ? null : choice.value }, { chosen: true });
      show(choice.value);
    });
  }
  addEventListener("popstate", follow);
  follow();
}
