// The settings stand in the address, so that a link holds them. Back does not undo them.

import { phrase } from "../languages/phrase.js";
import { namedDataset, say } from "../page/address.js";
import { copyText } from "../parts/copy.js";
import { subscribe } from "../parts/topics.js";

export function mount({ element, props, trigger }) {
  const { names, usual } = props;
  const copied = element.querySelector("p");
  let settings = {};

  function hear(values) {
    const usually = [namedDataset(), ...usual.slice(1)];
    const asText = values.map((value, i) =>
      String(value) === String(usually[i]) ? null : String(value),
    );
    settings = Object.fromEntries(names.map((name, i) => [name, asText[i]]));
    say("train", settings);
    copied.textContent = "";
  }

  subscribe("settings", ({ values }) => hear(values));
  // The data set of the page is trained, too; the one that a link asks for at first is not undone.
  let known = null;
  subscribe("network", ({ dataset }) => {
    if (known && dataset !== known) trigger("changed");
    known = dataset;
  });
  addEventListener("popstate", () => say("train", settings));
  element.querySelector(".copy").addEventListener("click", async () => {
    const done = await copyText(location.href);
    copied.textContent = done
      ? phrase("The link is copied.")
      : phrase("The link stands in the address bar.");
  });
}
