// @ts-check
// Photos, made smaller before they are sent.

import { t } from "../languages/messages.js";

export const UNOPENED = t("photo_unopened");

const LONGER_SIDE = 640; // px at most
const JPEG_QUALITY = 0.9; // of 1

// A data URL; empty where the browser can't open the file.
/** @param {File} file */
export async function smallPhoto(file) {
  const bitmap = await createImageBitmap(file).catch(() => {});
  if (!bitmap) return "";
  const scale = Math.min(1, LONGER_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const paper = canvas.getContext("2d");
  paper.fillStyle = "#fff";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/jpeg", JPEG_QUALITY);
}
