// An element that is one sentence with elements in it, such as a link: its words and theirs as one
// text with numbered tags, "See <1>the paper</1>.", so that a translation may put them elsewhere.

const INLINE = new Set(["A", "STRONG", "B", "I", "EM", "CODE", "KBD", "SPAN"]);
const TAG = /<(\d+)>(.*?)<\/\1>/gs;

const isText = (node) => node.nodeType === Node.TEXT_NODE;
export const isInline = (node) => INLINE.has(node.nodeName);

export function isWhole(element) {
  const nodes = [...element.childNodes];
  return nodes.some((node) => isText(node) && /[A-Za-z]/.test(node.data)) && hasWords(element);
}

export const hasWords = (element) =>
  [...element.children].some((child) => isInline(child) && child.textContent.trim());

// The text of an element whose children are numbered by their place in `children`.
export function written(element, children) {
  const parts = [...element.childNodes].map((node) => {
    if (isText(node)) return node.data;
    const number = children.indexOf(node) + 1;
    return `<${number}>${isInline(node) ? node.textContent : ""}</${number}>`;
  });
  return parts
    .join("")
    .replace(/[ \t\r\n]+/g, " ")
    .trim();
}

// Write a text with numbered tags into an element; its children stay the same elements.
export function fill(element, text, children) {
  const nodes = [];
  let end = 0;
  for (const { index, 0: tag, 1: number, 2: words } of text.matchAll(TAG)) {
    nodes.push(text.slice(end, index));
    const child = children[number - 1];
    if (child && isInline(child) && child.textContent !== words) child.textContent = words;
    if (child) nodes.push(child);
    end = index + tag.length;
  }
  element.replaceChildren(...nodes, text.slice(end));
}
