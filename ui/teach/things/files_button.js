// @ts-check
// The button of a thing that adds photos from a folder or the camera.

import { say, t } from "../../languages/messages.js";

// `add(files)` hears of at least one.
export function newFilesButton(own, add) {
  const label = document.createElement("label");
  label.className = "import";
  label.innerHTML =
    '<input type="file" accept="image/*" multiple class="digitpad-spoken" /><span class="digitpad-button"></span>';
  const [input, words] = label.children;
  say(words, t("add_photos"));
  say(input, t("add_photos_of", { own }), "aria-label");
  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = "";
    if (files.length) add(files);
  });
  return label;
}
