// @ts-check
// Files dropped or pasted anywhere on the page; the server decides by the bytes whether they are pictures.

import { t } from "../languages/messages.js";

const ELSEWHERE = t("picture_elsewhere");
const NO_FILE = t("no_picture_dropped");
const NOTHING_COPIED = t("no_picture_copied");

/** @param {HTMLElement} target */
const isFileField = (target) => target.matches?.("input[type=file]");

// Calls `take` with at least one file, or `complain`.
/**
 * @param {(files: File[]) => void} take
 * @param {(message: Message) => void} complain
 */
export function listenToDrops(take, complain) {
  addEventListener("dragover", (event) => {
    if (!isFileField(event.target)) event.preventDefault(); // or the browser would open the file
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

/** @param {string} address */
async function fileAt(address) {
  const blob = await (await fetch(address)).blob();
  return new File([blob], "picture", { type: blob.type });
}

// Pasted text is left to the focused field.
/** @param {(files: File[]) => void} take */
export function listenToPastes(take) {
  document.addEventListener("paste", ({ clipboardData }) => {
    const files = [...(clipboardData?.files ?? [])];
    if (files.length) take(files);
  });
}

// Browsers give no access to the clipboard over plain http.
export const canPaste = () => Boolean(navigator.clipboard?.read);

// The picture on the clipboard, or a message that there is none.
/** @returns {Promise<File | Message>} */
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
