// @ts-check
// Files that are dropped or pasted anywhere on the page. Their bytes decide what they are, so every file is
// taken, whatever its name and type.

import { t } from "../languages/messages.js";

const ELSEWHERE = t("picture_elsewhere");
const NO_FILE = t("no_picture_dropped");
const NOTHING_COPIED = t("no_picture_copied");

const isFileField = (target) => target.matches?.("input[type=file]");

// `take(files)` gets at least one file, `complain(message)` why there is none.
export function listenToDrops(take, complain) {
  addEventListener("dragover", (event) => {
    if (!isFileField(event.target)) event.preventDefault(); // else the browser opens what is dropped
  });
  addEventListener("drop", async (event) => {
    if (isFileField(event.target)) return;
    event.preventDefault();
    const { dataTransfer } = event;
    const address = dataTransfer.getData("text/uri-list");
    if (dataTransfer.files.length) take([...dataTransfer.files]);
    else if (address.startsWith("data:image/")) take([await fileAt(address)]);
    else complain(address ? ELSEWHERE : NO_FILE);
  });
}

async function fileAt(address) {
  const blob = await (await fetch(address)).blob();
  return new File([blob], "picture", { type: blob.type });
}

// Pasted text belongs to the field that is written in.
export function listenToPastes(take) {
  document.addEventListener("paste", ({ clipboardData }) => {
    const files = [...(clipboardData?.files ?? [])];
    if (files.length) take(files);
  });
}

// Over plain http browsers give no access to the clipboard.
export const canPaste = () => Boolean(navigator.clipboard?.read);

// A picture on the clipboard, or a message that there is none.
export async function pasted() {
  try {
    for (const item of await navigator.clipboard.read()) {
      const type = item.types.find((one) => one.startsWith("image/"));
      if (type) return new File([await item.getType(type)], "pasted", { type });
    }
  } catch {
    // the visitor forbade it
  }
  return NOTHING_COPIED;
}
