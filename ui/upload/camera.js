// @ts-check
// The camera, shown in place of the upload until a photo is taken.

import { t } from "../languages/messages.js";

const VIEW = { facingMode: "environment", width: { ideal: 1920 } }; // the back camera of a phone
const JPEG_QUALITY = 0.95; // of 1
/** @type {Record<string, Message>} */
const REASONS = {
  NotAllowedError: t("camera_forbidden"),
  NotFoundError: t("camera_missing"),
};
const FAILED = t("camera_failed");

export class Camera {
  // Browsers offer no camera over plain http.
  static get isOffered() {
    return Boolean(navigator.mediaDevices?.getUserMedia);
  }

  /** @param {HTMLVideoElement} video */
  constructor(video) {
    this.video = video;
    addEventListener("pagehide", () => this.close());
  }

  // Returns a message where the camera does not start.
  async open() {
    try {
      this.video.srcObject = await navigator.mediaDevices.getUserMedia({ video: VIEW });
      await this.video.play();
      return null;
    } catch (error) {
      this.close();
      const { name } = /** @type {DOMException} */ (error);
      return REASONS[name] ?? FAILED;
    }
  }

  async shoot() {
    const { videoWidth: width, videoHeight: height } = this.video;
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext("2d").drawImage(this.video, 0, 0);
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: JPEG_QUALITY });
    return new File([blob], "photo.jpg", { type: blob.type });
  }

  close() {
    const stream = /** @type {MediaStream | null} */ (this.video.srcObject);
    for (const track of stream?.getTracks() ?? []) track.stop();
    this.video.srcObject = null;
  }
}
