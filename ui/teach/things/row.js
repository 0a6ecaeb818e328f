// A thing in the list: the photo that is shown can be added to it, or files from a folder or camera.

import { phrase, plural } from "../../languages/phrase.js";

export function newRow(own, count, { add, addFiles, drop }) {
  const item = document.createElement("li");
  const shown = newButton("add", phrase(`This is ${own}`), add);
  const counted = document.createElement("span");
  counted.className = "count";
  counted.textContent = `${count}`;
  counted.title = plural(count, `${count} photo`, `${count} photos`);
  const remove = newButton("drop", "×", drop);
  remove.ariaLabel = phrase(`Remove ${own} and its photos`);
  item.append(shown, counted, newInput(own, addFiles), remove);
  return item;
}

function newButton(kind, text, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = kind;
  button.textContent = text;
  button.addEventListener("click", act);
  return button;
}

function newInput(own, addFiles) {
  const label = document.createElement("label");
  label.className = "import";
  label.innerHTML =
    '<input type="file" accept="image/*" multiple class="digitpad-spoken" /><span></span>';
  const [input, words] = label.children;
  words.textContent = phrase("Add photos");
  input.ariaLabel = phrase(`Add photos of ${own}`);
  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = "";
    if (files.length) addFiles(files);
  });
  return label;
}
