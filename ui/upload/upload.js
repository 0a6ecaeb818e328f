// The upload's own tools: pasting anywhere on the tab, and cropping or rotating what was sent.
// Both end as a file that takes the way of a dropped one.

import { follow } from "../parts/news.js";
import { CropDialog } from "./crop.js";
import { Sending } from "./sending.js";

// The camera's view has a hidden one of its own.
const shown = () => document.querySelector("#picture img[src]:not(.hide)");

export function mount({ element }) {
  const sent = new SentFile();
  const opener = element.querySelector("#picture-adjust");
  const dialog = new CropDialog(element.querySelector("dialog"), drop);
  const sending = new Sending({
    isUploading: () => document.querySelector("#picture .uploading") !== null,
    isShown: () => shown() !== null,
    file: () => sent.file,
  });
  const crop = async (part) => {
    if (shown()) dialog.open(await sent.bitmap(), part);
  };

  // An example is sent as if it were dropped.
  document.addEventListener("digitpad:picture", ({ detail }) => drop(detail));
  document.addEventListener("paste", ({ clipboardData }) => {
    const file = clipboardData?.files[0];
    if (file && document.querySelector("#picture") && element.offsetParent) drop(file);
  });

  // Another network reads the picture on show, or one that was taught: it takes its way once more.
  const readAgain = async () => {
    const view = document.querySelector("#reading .view");
    const isThere = sent.file || shown(); // its answer may be there before its small copy
    if (view?.dataset.source === "picture" && isThere) drop(await sent.again());
  };
  follow("network", readAgain);
  document.addEventListener("digitpad:reader", readAgain);

  opener.addEventListener("click", () => crop());
  document.addEventListener("digitpad:crop", ({ detail }) => crop(detail));
  // There is something to crop only while a picture is shown.
  new MutationObserver(() => {
    opener.disabled = !shown();
    if (sending.isUploading()) sending.begin();
  }).observe(document.body, { childList: true, subtree: true });
}

function drop(file) {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  const target = document.querySelector("#picture .upload-container");
  target.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}

// The picture as it was sent, in all its pixels.
class SentFile {
  file = null; // null where only the small copy is at hand, as after taking a photo

  constructor() {
    const remember = (target, file = null) => {
      if (target.closest?.("#picture")) this.file = file;
    };
    const listen = (name, listener) => document.addEventListener(name, listener, true);
    listen("change", ({ target }) => remember(target, target.files?.[0]));
    listen("drop", ({ target, dataTransfer }) => remember(target, dataTransfer?.files[0]));
    listen("click", ({ target }) => target.closest?.("button") && remember(target));
  }

  async again() {
    return this.file ?? new File([await (await fetch(shown().src)).blob()], "picture.jpg");
  }

  async bitmap() {
    try {
      return await createImageBitmap(this.file); // upright, as EXIF says
    } catch {
      return createImageBitmap(shown()); // no file, or one that this browser can't read
    }
  }
}
