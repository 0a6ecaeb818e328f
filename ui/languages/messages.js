// @ts-check
// Messages. Elements keep theirs in `data-t`, `data-t-title` and so on, to be written again in another language.

import { newTerm } from "./term.js";
import { IntlMessageFormat } from "./vendor/intl-messageformat.js";

const ATTRIBUTES = ["aria-label", "aria-valuetext", "title", "placeholder", "alt"];
const PLACES = ["data-t", ...ATTRIBUTES.map((name) => `data-t-${name}`)];
const WITH_MESSAGE = PLACES.map((place) => `[${place}]`).join();
const INLINE = new Set(["b", "code", "em", "kbd", "strong"]); // tags that need no element in the markup
const TAG = 8; // the type of a tag in a parsed message

/** @typedef {InstanceType<typeof IntlMessageFormat>} Format */
/** @typedef {{ tag?: string, text?: string }} Tagged */
/** @typedef {(string | Tagged)[]} Pieces */

/** @type {string} */
let language;
/** @type {Catalogue | null} */
let catalogue = null; // null until it is fetched
/** @type {Map<string, { format: Format, tags: Set<string> }>} */
let formats; // those used so far, by key
/** @type {WeakMap<Element, { written: string, elements: Element[] }>} */
const built = new WeakMap(); // what was written into elements that contain others

// A message; a value may be a string, a number, a message, or a list of them.
/** @type {(key: string, values?: object) => Message} */
export const t = (key, values = {}) => ({ key, ...values });

// Set the language of the page.
/**
 * @param {string} code
 * @param {Catalogue} messages
 */
export function speak(code, messages) {
  [language, catalogue, formats] = [code, messages, new Map()];
  fill(document.body);
}

// The text of a message; the parts of a list are joined by dots.
/**
 * @param {Words} message
 * @returns {string}
 */
export function words(message) {
  if (Array.isArray(message)) return message.map(words).join(" · ");
  return pieces(message)
    .map((piece) => (typeof piece === "object" ? piece.text : piece))
    .join("");
}

// Set the message of an element, or of one of its attributes.
/**
 * @param {Element} node
 * @param {Words} message
 * @param {string} [attribute]
 */
export function say(node, message, attribute) {
  const place = attribute ? `data-t-${attribute}` : "data-t";
  if (isMessage(message)) setOnce(node, place, JSON.stringify(message));
  else node.removeAttribute(place);
  write(node, message, attribute);
}

// Write the messages of `root` and of all elements in it.
/** @param {Element} root */
export function fill(root) {
  for (const node of [root, ...root.querySelectorAll(WITH_MESSAGE)]) {
    for (const place of PLACES) {
      const code = node.getAttribute(place);
      if (code) write(node, decoded(code), place.slice("data-t-".length));
    }
  }
}

// Other values are plain text, such as digits and names.
/** @param {unknown} value */
const isMessage = (value) => value !== null && typeof value === "object";

// Markup contains a key alone, or JSON.
/** @type {(code: string) => Words} */
const decoded = (code) => (/^["[{]/.test(code) ? JSON.parse(code) : t(code));

/** @type {(node: Element, message: Words, attribute?: string) => void} */
function write(node, message, attribute) {
  if (!catalogue && isMessage(message)) return; // speak() will write it
  if (attribute) return setOnce(node, attribute, words(message));
  const found = Array.isArray(message) ? [words(message)] : pieces(message);
  if (found.some((piece) => typeof piece === "object")) build(node, found);
  else if (node.textContent !== found.join("")) node.textContent = found.join("");
}

// Writing an unchanged value would still make the browser lay the page out again.
/** @type {(node: Element, name: string, text: string) => void} */
function setOnce(node, name, text) {
  if (node.getAttribute(name) !== text) node.setAttribute(name, text);
}

// ---- Formatting -----------------------------------------------------------------------------------

// The text of a message, with what is between tags in pieces of their own.
/**
 * @param {Words} message
 * @returns {Pieces}
 */
function pieces(message) {
  if (typeof message !== "object" || Array.isArray(message) || !message?.key)
    return [String(message ?? "")];
  const { key, ...values } = message;
  const { format, tags } = formatOf(key);
  for (const [name, value] of Object.entries(values)) {
    if (isMessage(value)) values[name] = words(/** @type {Words} */ (value));
  }
  for (const tag of tags)
    values[tag] = (/** @type {string[]} */ inner) => ({ tag, text: inner.join("") });
  return [format.format(values)].flat();
}

/** @param {string} key */
function formatOf(key) {
  if (!formats.has(key)) {
    const format = new IntlMessageFormat(catalogue[key] ?? key, language);
    formats.set(key, { format, tags: new Set(tagsOf(format.getAst())) });
  }
  return formats.get(key);
}

/**
 * @param {ReturnType<Format["getAst"]>} ast
 * @returns {string[]}
 */
function tagsOf(ast) {
  return ast.flatMap(({ type, value, options = {} }) => [
    ...(type === TAG ? [value] : []),
    ...Object.values(options).flatMap((option) => tagsOf(option.value)),
  ]);
}

// ---- Elements in a message ------------------------------------------------------------------------

// Write text with the node's own elements, identified by `data-tag` or name, and new ones for terms and plain tags.
/**
 * @param {Element} node
 * @param {Pieces} found
 */
function build(node, found) {
  const written = JSON.stringify(found);
  const before = built.get(node);
  if (before?.written === written && before.elements.every((one) => one.parentNode === node))
    return;
  const children = /** @type {HTMLElement[]} */ ([...node.children]);
  const nodes = found.map((piece) =>
    typeof piece === "object" ? elementFor(piece, children) : piece,
  );
  node.replaceChildren(...nodes);
  built.set(node, { written, elements: [...node.children] });
}

/**
 * @param {Tagged} piece
 * @param {HTMLElement[]} children
 */
function elementFor({ tag, text }, children) {
  const place = children.findIndex((child) => (child.dataset.tag ?? child.localName) === tag);
  const [element] = place < 0 ? [newElement(tag)] : children.splice(place, 1);
  if (text) element.textContent = text;
  return element;
}

/** @param {string} tag */
function newElement(tag) {
  const explanation = `glossary_${tag}`;
  if (explanation in catalogue) return newTerm(tag, explanation);
  return document.createElement(INLINE.has(tag) ? tag : "span");
}
