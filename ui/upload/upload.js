// @ts-check
// The upload: a picture that is chosen, dropped, pasted, photographed or an example, and can be cropped and turned.

import { say, t } from "../languages/messages.js";
import { latest, publish, subscribe } from "../parts/topics.js";
import { canPaste, listenToDrops, listenToPastes, pasted } from "./arrivals.js";
import { Camera } from "./camera.js";
import { CropDialog } from "./crop.js";
import { Sending } from "./sending.js";

const ONLY_FIRST = t("only_first_picture");

/** @param {Mounted} part */
export function mount({ element, props }) {
  new Upload(element, props.longest).listen();
}

class Upload {
  /** @type {File | null} */
  file = null; // the picture that is shown, in full resolution
  /** @type {File | null} */
  coming = null; // the picture that is being sent

  /**
   * @param {HTMLElement} element
   * @param {number} longest
   */
  constructor(element, longest) {
    this.element = element;
    /** @type {Find} */
    const find = (selector) => element.querySelector(selector);
    this.drop = find(".drop");
    /** @type {HTMLImageElement} */
    this.image = find(".drop img");
    /** @type {HTMLInputElement} */
    this.field = find(".drop input");
    this.note = find(".note");
    /** @type {HTMLButtonElement} */
    this.adjust = find("#picture-adjust");
    this.camera = new Camera(find("video"));
    this.sending = new Sending(longest);
    this.dialog = new CropDialog(find("dialog"), (part) => this.take([part]));
    this.buttons = {
      choose: () => this.field.click(),
      camera: () => this.photograph(),
      shoot: () => this.shoot(),
      paste: () => this.paste(),
      remove: () => this.remove(),
    };
  }

  listen() {
    for (const [name, act] of Object.entries(this.buttons)) {
      this.element.querySelector(`button.${name}`).addEventListener("click", act);
    }
    this.element.querySelector("button.camera").hidden = !Camera.isOffered;
    this.element.querySelector("button.paste").hidden = !canPaste();
    this.adjust.addEventListener("click", () => this.crop());
    this.field.addEventListener("change", () => {
      const files = [...this.field.files];
      this.field.value = ""; // so that the same file can be chosen again
      if (files.length) this.take(files);
    });
    listenToDrops(
      (files) => this.take(files),
      (message) => this.complain(message),
    );
    listenToPastes((files) => this.isInSight && this.take(files));
    subscribe("picture", ({ file }) => this.take([file]));
    subscribe("crop", (part) => this.crop(part));
    subscribe("turn", (turn) => this.turn(turn));
    subscribe("network", () => this.readAgain());
    subscribe("taught", () => this.readAgain());
  }

  get isInSight() {
    return this.element.offsetParent !== null;
  }

  get isRead() {
    return latest("answer")?.source === "picture";
  }

  /** @param {"empty" | "shown" | "camera"} state */
  show(state) {
    this.drop.dataset.state = state;
    this.adjust.disabled = state !== "shown";
  }

  /** @param {Words} message */
  complain(message) {
    say(this.note, message);
  }

  // ---- A picture -----------------------------------------------------------------------------------

  /** @param {File[]} files */
  async take([file, ...others]) {
    if (!this.isInSight) publish("tab-chosen", { name: "draw" }); // where it is read
    this.camera.close();
    this.show(this.file ? "shown" : "empty");
    this.complain(others.length ? ONLY_FIRST : "");
    await this.read(file);
  }

  // If it can't be read, the last picture stays.
  /** @param {File} file */
  async read(file) {
    this.coming = file;
    const answer = await this.sending.send(file);
    if (this.coming === file) this.coming = null;
    if (!answer?.preview) return;
    this.file = file;
    this.image.src = answer.preview;
    this.show("shown");
  }

  readAgain() {
    const file = this.coming ?? this.file;
    if (file && this.isRead) this.read(file);
  }

  remove() {
    this.camera.close();
    this.sending.forget();
    this.file = this.coming = null;
    this.image.removeAttribute("src");
    this.show("empty");
    this.complain("");
    this.element.querySelector("button.choose").focus();
    publish("read-drawing");
  }

  async paste() {
    const found = await pasted();
    if (found instanceof File) this.take([found]);
    else this.complain(found);
  }

  // ---- The camera ----------------------------------------------------------------------------------

  async photograph() {
    this.complain("");
    const problem = await this.camera.open();
    if (problem) this.complain(problem);
    else this.show("camera");
  }

  async shoot() {
    const photo = await this.camera.shoot();
    await this.take([photo]);
  }

  // ---- Crops and turns-------------------------------------------------------------------------------

  // A file that the browser can't open, such as a HEIC, is cropped from the smaller copy.
  bitmap() {
    return createImageBitmap(this.file).catch(() => createImageBitmap(this.image));
  }

  /** @param {Box} [part] */
  async crop(part) {
    if (this.file) this.dialog.open(await this.bitmap(), part);
  }

  /** @param {{ quarters: number, source: Source }} turn */
  async turn({ quarters, source }) {
    if (source !== "picture" || !this.file) return;
    const picture = await this.bitmap();
    this.take([await turned(picture, quarters)]);
  }
}

/** @type {(picture: ImageBitmap, quarters: number) => Promise<File>} */
async function turned(picture, quarters) {
  const { width, height } = picture;
  const isAcross = quarters % 2 !== 0;
  const canvas = new OffscreenCanvas(isAcross ? height : width, isAcross ? width : height);
  const context = canvas.getContext("2d");
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate((quarters * Math.PI) / 2);
  context.drawImage(picture, -width / 2, -height / 2);
  const blob = await canvas.convertToBlob();
  return new File([blob], "turned.png", { type: blob.type });
}
