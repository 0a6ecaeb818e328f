// @ts-check
// A drawing in the fragment of a link, `#drawing=…`, which browsers send to no server. Once it is
// opened it is taken out of the address, for it is true only until the next stroke.

import { t } from "../../languages/messages.js";
import { decodeDrawing, encodeDrawing } from "./strokes_code.js";

const FRAGMENT = "#drawing=";
const LONGEST_LINK = 16_000; // characters; some programs cut longer links

const BROKEN = t("linked_drawing_broken");
const TOO_LONG = t("linked_drawing_too_long");

// The link to a drawing; null where it would be too long.
export function linkTo({ visible, aspect }) {
  const code = encodeDrawing(visible, aspect);
  if (code.length > LONGEST_LINK) return null;
  const link = new URL(location.pathname, location.origin);
  const dataset = new URL(location).searchParams.get("data");
  if (dataset) link.searchParams.set("data", dataset);
  return `${link}${FRAGMENT}${code}`;
}

// What the address brings: { strokes, aspect }, a { problem } in a sentence, or nothing.
export function takeLinked() {
  const { hash } = location;
  if (!hash.startsWith(FRAGMENT)) return {};
  const address = new URL(location);
  address.hash = "";
  history.replaceState(history.state, "", address.href.replace(/#$/, ""));
  if (hash.length - FRAGMENT.length > LONGEST_LINK) return { problem: TOO_LONG };
  try {
    return decodeDrawing(hash.slice(FRAGMENT.length));
  } catch {
    return { problem: BROKEN };
  }
}
