// @ts-check
// The camera: its picture in place of the upload's, until a photo is taken.

import { t } from "../languages/messages.js";

const VIEW = { facingMode: "environment", width: { ideal: 1920 } }; // a phone's camera on its back
const JPEG_QUALITY = 0.95; // of 1
const REASONS = {
  NotAllowedError: t("camera_forbidden"),
  NotFoundError: t("camera_missing"),
};
const FAILED = t("camera_failed");

export class Camera {
  // Over plain http browsers offer no camera.
  static get isOffered() {
    return Boolean(navigator.mediaDevices?.getUserMedia);
  }

  constructor(video) {
    this.video = video;
    addEventListener("pagehide", () => this.close());
  }

  // Nothing where it has started, else a message.
  async open() {
    try {
      this.video.srcObject = await navigator.mediaDevices.getUserMedia({ video: VIEW });
      await this.video.play();
      return null;
    } catch (error) {
      this.close();
      return REASONS[error.name] ?? FAILED;
    }
  }

  // The photo as a file.
  async shoot() {
    const { videoWidth: width, videoHeight: height } = this.video;
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext("2d").drawImage(this.video, 0, 0);
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: JPEG_QUALITY });
    return new File([blob], "photo.jpg", { type: blob.type });
  }

  close() {
    for (const track of this.video.srcObject?.getTracks() ?? []) track.stop();
    this.video.srcObject = null;
  }
}
