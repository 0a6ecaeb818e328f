// The settings stand in the address, so that a link holds them. Back does not undo them.

import { say, t } from "../languages/messages.js";
import { namedDataset, say as sayInAddress } from "../page/address.js";
import { copyText } from "../parts/copy.js";

export function mount({ element, props }) {
  const { names, usual } = props;
  const copied = element.querySelector("p");
  let settings = {};

  function hear(values) {
    const usually = [namedDataset(), ...usual.slice(1)];
    const asText = values.map((value, i) =>
      String(value) === String(usually[i]) ? null : String(value),
    );
    settings = Object.fromEntries(names.map((name, i) => [name, asText[i]]));
    sayInAddress("train", settings);
    say(copied, "");
  }

  document.addEventListener("digitpad:settings", ({ detail }) => hear(detail));
  addEventListener("popstate", () => sayInAddress("train", settings));
  element.querySelector(".copy").addEventListener("click", async () => {
    const done = await copyText(location.href);
    say(copied, done ? t("link_copied") : t("link_in_address"));
  });
}
