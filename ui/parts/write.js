import { english } from "../languages/page.js";

// Writing a text that is there already would still make the browser lay the page out again.
export function write(node, text) {
  if (english(node) !== text) node.textContent = text;
}

// Several texts with commas between them; each is a sentence, or a name, of its own.
export function writeList(node, texts) {
  const list = texts.join(", ");
  if (node.dataset.list === list) return;
  node.dataset.list = list;
  const items = texts.map((text) =>
    Object.assign(document.createElement("span"), { textContent: text }),
  );
  node.replaceChildren(...items.flatMap((item, index) => (index ? [", ", item] : [item])));
}
