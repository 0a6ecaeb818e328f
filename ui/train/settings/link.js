// The settings stand in the address, so that a link holds them. Back does not undo them.

import { phrase } from "../../languages/phrase.js";
import { namedDataset, say } from "../../page/address.js";
import { copyText } from "../../parts/copy.js";

export function mount({ element, props }) {
  const { usual } = props;
  const copied = element.querySelector("p");
  let settings = {};

  function hear(values) {
    const usually = { ...usual, dataset: namedDataset() };
    settings = Object.fromEntries(
      Object.entries(usually).map(([key, value], i) => [
        key,
        String(values[i]) === String(value) ? null : String(values[i]),
      ]),
    );
    say("train", settings);
    copied.textContent = "";
  }

  document.addEventListener("digitpad:settings", ({ detail }) => hear(detail));
  addEventListener("popstate", () => say("train", settings));
  element.querySelector(".copy").addEventListener("click", async () => {
    const done = await copyText(location.href);
    copied.textContent = done
      ? phrase("The link is copied.")
      : phrase("The link stands in the address bar.");
  });
}
