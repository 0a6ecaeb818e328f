// The page in another language: every text and every label is translated where it is shown, and its
// English is remembered, so that the language can change at any time. In English nothing is done.

import { fill, isInline, isWhole, written } from "./whole.js";

const ATTRIBUTES = ["aria-label", "aria-valuetext", "title", "placeholder", "alt"];
const LABELLED = ATTRIBUTES.map((name) => `[${name}]`).join();
const UNREAD = "script, style, pre, textarea, .api-docs";
const CHANGES = {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ATTRIBUTES,
};

// What was found and what was written instead, { english, said }: by text, by element, and by
// element and attribute. Of a whole sentence also its elements in the order of the English one.
const texts = new WeakMap();
const wholes = new WeakMap();
const labels = new WeakMap();

let catalogue = null; // null in English
const observer = new MutationObserver((records) => {
  for (const record of records) renew(record);
  observer.takeRecords(); // what was written just now
});

// Say everything on the page in the language of a catalogue, or in English without one.
export function speak(newCatalogue) {
  observer.disconnect();
  catalogue = newCatalogue;
  visit(document.body);
  if (catalogue) observer.observe(document.body, CHANGES);
}

// The English text of a node, whatever it shows.
export function english(node) {
  if (node.childNodes.length === 1 && node.firstChild.nodeType === Node.TEXT_NODE) {
    const known = texts.get(node.firstChild);
    return known?.said === node.textContent ? known.english : node.textContent;
  }
  return node.textContent;
}

function renew({ type, target, attributeName, addedNodes }) {
  if (!target.isConnected) return;
  if (type === "attributes") return label(target, attributeName);
  if (isUnread(target)) return;
  const element = type === "childList" ? target : target.parentElement;
  const whole = [element, element.parentElement].find((one) => wholes.has(one) || isWhole(one));
  if (whole) visit(whole);
  else if (type === "characterData") translate(target);
  else for (const node of addedNodes) if (node.isConnected) visit(node);
}

function isUnread(node) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  return !element || element.closest(UNREAD) !== null;
}

function isNamed(element) {
  return element.closest("[translate]")?.getAttribute("translate") === "no";
}

function visit(node) {
  if (node.nodeType === Node.TEXT_NODE) return translate(node);
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  if (node.matches(LABELLED)) for (const name of ATTRIBUTES) label(node, name);
  if (node.matches(UNREAD)) return;
  const whole = wholes.has(node) || isWhole(node);
  if (whole) translateWhole(node);
  for (const child of [...node.childNodes]) {
    if (!whole) visit(child);
    else if (child.nodeType === Node.ELEMENT_NODE && !isInline(child)) visit(child);
  }
}

const said = (text) => (catalogue ? catalogue.say(text) : text);

function translate(node) {
  const known = texts.get(node);
  if (!known && (!catalogue || !node.data.trim())) return;
  if (!node.parentElement || isNamed(node.parentElement)) return;
  const words = known?.said === node.data ? known.english : node.data;
  const [, before, text, after] = words.match(/^([ \t\r\n]*)(.*?)([ \t\r\n]*)$/s);
  const now = before + said(text.replace(/[ \t\r\n]+/g, " ")) + after;
  if (now === words && !known) return;
  texts.set(node, { english: words, said: now });
  if (node.data !== now) node.data = now;
}

function translateWhole(element) {
  const known = wholes.get(element);
  if ((!known && !catalogue) || isNamed(element)) return;
  const isOurs = known && written(element, known.children) === known.said;
  const children = isOurs ? known.children : [...element.children];
  const words = isOurs ? known.english : written(element, children);
  const now = said(words);
  wholes.set(element, { english: words, said: now, children });
  if (written(element, children) !== now) fill(element, now, children);
}

function label(element, name) {
  const text = element.getAttribute(name);
  if (!labels.has(element)) labels.set(element, {});
  const all = labels.get(element);
  const known = all[name];
  if (!text || (!known && !catalogue)) return;
  const words = known?.said === text ? known.english : text;
  const now = said(words.replace(/\s+/g, " "));
  all[name] = { english: words, said: now };
  if (text !== now) element.setAttribute(name, now);
}
