// @ts-check
// A button that adds photos from a folder or the camera.

import { say, t } from "../../languages/messages.js";

/**
 * @param {string} own name of the thing
 * @param {(files: File[]) => void} add is called with at least one file
 */
export function newFilesButton(own, add) {
  const label = document.createElement("label");
  label.className = "import";
  label.innerHTML =
    '<input type="file" accept="image/*" multiple class="digitpad-spoken" /><span class="digitpad-button"></span>';
  const input = label.querySelector("input");
  say(label.querySelector("span"), t("add_photos"));
  say(input, t("add_photos_of", { own }), "aria-label");
  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = "";
    if (files.length) add(files);
  });
  return label;
}
