// @ts-check
// The settings are in the address, so that a link contains them. Back does not undo them.

import { say, t } from "../../languages/messages.js";
import { firstParameters, namedDataset, say as sayInAddress } from "../../page/address.js";
import { copyText } from "../../parts/copy.js";
import { subscribe } from "../../parts/topics.js";

/** @param {Mounted} part */
export function mount({ element, props, trigger }) {
  /** @type {{ usual: Record<string, string | number | boolean> }} */
  const { usual } = props;
  const copied = element.querySelector("p");
  /** @type {Record<string, string | null>} */
  let settings = {};

  /** @param {(string | number | boolean)[]} values */
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
  // The fields follow the data set of the page, except the first one, which a link may name.
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
