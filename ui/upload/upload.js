// @ts-check
// The upload: a picture is chosen, dropped, pasted, photographed or taken from the examples, and may be
// cropped and turned.

import { say, t } from "../languages/messages.js";
import { latest, publish, subscribe } from "../parts/topics.js";
import { canPaste, listenToDrops, listenToPastes, pasted } from "./arrivals.js";
import { Camera } from "./camera.js";
import { CropDialog } from "./crop.js";
import { Sending } from "./sending.js";

const ONLY_FIRST = t("only_first_picture");

export function mount({ element, props }) {
  new Upload(element, props.longest).listen();
}

class Upload {
  file = null; // the picture that is shown, in all its pixels

  constructor(element, longest) {
    this.element = element;
    const find = (selector) => element.querySelector(selector);
    this.drop = find(".drop");
    this.image = find(".drop img");
    this.field = find(".drop input");
    this.note = find(".note");
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
      this.field.value = ""; // so that the same file may be chosen again
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
    for (const topic of ["network", "taught"]) subscribe(topic, () => this.readAgain());
  }

  get isInSight() {
    return this.element.offsetParent !== null;
  }

  get isRead() {
    return latest("answer")?.source === "picture";
  }

  show(state) {
    this.drop.dataset.state = state;
    this.adjust.disabled = state !== "shown";
  }

  complain(message) {
    say(this.note, message);
  }

  // ---- A picture -----------------------------------------------------------------------------------

  async take([file, ...others]) {
    if (!this.isInSight) publish("tab-chosen", { name: "draw" }); // where it is read
    this.camera.close();
    this.show(this.file ? "shown" : "empty");
    this.complain(others.length ? ONLY_FIRST : "");
    await this.read(file);
  }

  // What can't be read takes nothing away: the picture before stays.
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

  // ---- Its parts -----------------------------------------------------------------------------------

  // What this browser can't open, such as a HEIC, is cropped from the small copy.
  bitmap() {
    return createImageBitmap(this.file).catch(() => createImageBitmap(this.image));
  }

  async crop(part) {
    if (this.file) this.dialog.open(await this.bitmap(), part);
  }

  async turn({ quarters, source }) {
    if (source !== "picture" || !this.file) return;
    const picture = await this.bitmap();
    this.take([await turned(picture, quarters)]);
  }
}

async function turned(picture, quarters) {
  const { width, height } = picture;
  const canvas = new OffscreenCanvas(...(quarters % 2 ? [height, width] : [width, height]));
  const context = canvas.getContext("2d");
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate((quarters * Math.PI) / 2);
  context.drawImage(picture, -width / 2, -height / 2);
  const blob = await canvas.convertToBlob();
  return new File([blob], "turned.png", { type: blob.type });
}
