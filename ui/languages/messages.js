// @ts-check
// Messages: a key and values. An element keeps its message in `data-t`, and that of an attribute in
// `data-t-title` and so on, so that all is said anew when the language changes.

import { newTerm } from "./term.js";
import { IntlMessageFormat } from "./vendor/intl-messageformat.js";

const ATTRIBUTES = ["aria-label", "aria-valuetext", "title", "placeholder", "alt"];
const PLACES = ["data-t", ...ATTRIBUTES.map((name) => `data-t-${name}`)];
const HELD = PLACES.map((place) => `[${place}]`).join();
const INLINE = new Set(["b", "code", "em", "kbd", "strong"]); // tags that need no element in the markup
const TAG = 8; // the type of a tag in a parsed message

let language; // as Intl knows it
let catalogue = null; // its messages by key; null until they are here
let formats; // of those that were needed so far
const built = new WeakMap(); // what was written into an element, where it contains elements

// A message; a value may be a string, a number, a message, or a list of them.
export const t = (key, values = {}) => ({ key, ...values });

// From now on the page speaks a language; `messages` are its own by key.
export function speak(code, messages) {
  [language, catalogue, formats] = [code, messages, new Map()];
  fill(document.body);
}

// The text of a message. The parts of a list have a dot between them; other text stays as it is.
export function words(message) {
  if (Array.isArray(message)) return message.map(words).join(" · ");
  return pieces(message)
    .map((piece) => piece.text ?? piece)
    .join("");
}

// Have an element say a message, or one of its attributes; in place of one that it said before.
export function say(node, message, attribute) {
  const place = attribute ? `data-t-${attribute}` : "data-t";
  if (isMessage(message)) setOnce(node, place, JSON.stringify(message));
  else node.removeAttribute(place);
  write(node, message, attribute);
}

// Have all elements in `root`, and itself, say the messages that they hold.
export function fill(root) {
  for (const node of [root, ...root.querySelectorAll(HELD)]) {
    for (const place of PLACES) {
      const code = node.getAttribute(place);
      if (code) write(node, decoded(code), place.slice("data-t-".length));
    }
  }
}

// Other values are plain text, such as digits and names.
const isMessage = (value) => value !== null && typeof value === "object";

// Markup holds a key by itself, or JSON.
const decoded = (code) => (/^["[{]/.test(code) ? JSON.parse(code) : t(code));

function write(node, message, attribute) {
  if (!catalogue && isMessage(message)) return; // it is filled once the messages are here
  if (attribute) return setOnce(node, attribute, words(message));
  const found = Array.isArray(message) ? [words(message)] : pieces(message);
  if (found.some((piece) => piece.tag)) build(node, found);
  else if (node.textContent !== found.join("")) node.textContent = found.join("");
}

// Writing what is there already would still make the browser lay the page out again.
function setOnce(node, name, text) {
  if (node.getAttribute(name) !== text) node.setAttribute(name, text);
}

// ---- Formatting -----------------------------------------------------------------------------------

// A message as text, and { tag, text } for what stands between tags.
function pieces(message) {
  if (!message?.key) return [String(message ?? "")];
  const { key, ...values } = message;
  const { format, tags } = formatOf(key);
  for (const [name, value] of Object.entries(values)) {
    if (isMessage(value)) values[name] = words(value);
  }
  for (const tag of tags) values[tag] = (inner) => ({ tag, text: inner.join("") });
  return [format.format(values)].flat();
}

function formatOf(key) {
  if (!formats.has(key)) {
    const format = new IntlMessageFormat(catalogue[key] ?? key, language);
    formats.set(key, { format, tags: new Set(tagsOf(format.getAst())) });
  }
  return formats.get(key);
}

function tagsOf(ast) {
  return ast.flatMap(({ type, value, options = {} }) => [
    ...(type === TAG ? [value] : []),
    ...Object.values(options).flatMap((option) => tagsOf(option.value)),
  ]);
}

// ---- Elements in a message ------------------------------------------------------------------------

// Text with elements: those that the markup has there, known by `data-tag` or their names, and new
// ones for terms and plain tags.
function build(node, found) {
  const written = JSON.stringify(found);
  const before = built.get(node);
  if (before?.written === written && before.elements.every((one) => one.parentNode === node))
    return;
  const children = [...node.children];
  const nodes = found.map((piece) => (piece.tag ? elementFor(piece, children) : piece));
  node.replaceChildren(...nodes);
  built.set(node, { written, elements: [...node.children] });
}

function elementFor({ tag, text }, children) {
  const place = children.findIndex((child) => (child.dataset.tag ?? child.localName) === tag);
  const [element] = place < 0 ? [newElement(tag)] : children.splice(place, 1);
  if (text) element.textContent = text;
  return element;
}

function newElement(tag) {
  const explanation = `glossary_${tag}`;
  if (explanation in catalogue) return newTerm(tag, explanation);
  return document.createElement(INLINE.has(tag) ? tag : "span");
}
