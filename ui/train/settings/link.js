// @ts-check
// The settings stand in the address, so that a link holds them. Back does not undo them.

import { say, t } from "../../languages/messages.js";
import { firstParameters, namedDataset, say as sayInAddress } from "../../page/address.js";
import { copyText } from "../../parts/copy.js";
import { subscribe } from "../../parts/topics.js";

export function mount({ element, props, trigger }) {
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
    sayInAddress("train", settings);
    say(copied, "");
  }

  subscribe("settings", ({ values }) => hear(values));
  // The data set of the page is trained, too; the one that a link asks for at first is not undone.
  let known = firstParameters.get("data") ?? usual.dataset;
  subscribe("network", ({ dataset }) => {
    if (dataset !== known) trigger("changed");
    known = dataset;
  });
  addEventListener("popstate", () => sayInAddress("train", settings));
  element.querySelector(".copy").addEventListener("click", async () => {
    const done = await copyText(location.href);
    say(copied, done ? t("link_copied") : t("link_in_address"));
  });
}
