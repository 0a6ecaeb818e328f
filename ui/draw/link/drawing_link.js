// @ts-check
// A drawing in the fragment of a link, `#drawing=…`, which browsers do not send to servers.

import { t } from "../../languages/messages.js";
import { copyText } from "../../parts/copy.js";
import { publish } from "../../parts/topics.js";
import { decodeDrawing, encodeDrawing } from "./strokes_code.js";

const FRAGMENT = "#drawing=";
const LONGEST_LINK = 16_000; // characters; some programs cut longer links

const BROKEN = t("linked_drawing_broken");
const TOO_LONG = t("linked_drawing_too_long");

// The link to a drawing; null where it would be too long.
/** @param {{ visible: Stroke[], aspect: number }} drawing */
function linkTo({ visible, aspect }) {
  const code = encodeDrawing(visible, aspect);
  if (code.length > LONGEST_LINK) return null;
  const link = new URL(location.pathname, location.origin);
  const dataset = new URL(location.href).searchParams.get("data");
  if (dataset) link.searchParams.set("data", dataset);
  return `${link}${FRAGMENT}${code}`;
}

// Copies the link to a drawing, or puts it into the address; returns a message about this.
/** @param {{ visible: Stroke[], aspect: number }} drawing */
export async function copyLink(drawing) {
  const link = linkTo(drawing);
  if (!link) return t("drawing_too_long");
  if (await copyText(link)) {
    publish("link-copied", { link });
    return t("drawing_link_copied");
  }
  history.replaceState(history.state, "", link);
  return t("drawing_link_in_address");
}

// The drawing in the address, or the problem with it; empty where there is none.
/** @returns {{ strokes?: Stroke[], aspect?: number, problem?: Words }} */
export function takeLinked() {
  const { hash } = location;
  if (!hash.startsWith(FRAGMENT)) return {};
  const address = new URL(location.href);
  address.hash = ""; // which would be wrong after the next stroke
  history.replaceState(history.state, "", address.href.replace(/#$/, ""));
  if (hash.length - FRAGMENT.length > LONGEST_LINK) return { problem: TOO_LONG };
  try {
    return decodeDrawing(hash.slice(FRAGMENT.length));
  } catch {
    return { problem: BROKEN };
  }
}
