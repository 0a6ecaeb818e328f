// @ts-check
// The address names the tab, its settings and the data set; choices are entries of the history, so Back undoes them.

import { subscribe } from "../parts/topics.js";

/** @typedef {Record<string, string | number | null>} Parameters null for the default of each */

/** @type {Map<string, Parameters>} */
const said = new Map(); // by tab
/** @type {string} */
let first; // the tab that needs no name
/** @type {string} */
let usual; // the data set that needs no name

export const parameters = () => new URL(location.href).searchParams;
export const firstParameters = parameters(); // when the page was opened
export const namedDataset = () => parameters().get("data") ?? usual;

// Other parameters of the address stay as they are.
/**
 * @param {Parameters} changes
 * @param {{ chosen: boolean }} options
 */
export function put(changes, { chosen }) {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) address.searchParams.delete(name);
    else address.searchParams.set(name, String(value));
  }
  if (address.href === location.href) return;
  if (chosen) history.pushState(null, "", address);
  else history.replaceState(history.state, "", address);
}

const open = () => parameters().get("tab") ?? first;

// Set the parameters of a tab; they are in the address while the tab is open.
/**
 * @param {string} tab
 * @param {Parameters} content
 * @param {{ chosen?: boolean }} [options]
 */
export function say(tab, content, { chosen = false } = {}) {
  said.set(tab, content);
  if (open() === tab) put(content, { chosen });
}

// The parameters of a tab: those of the address while it is open, else its last ones.
/**
 * @param {string} tab
 * @returns {Record<string, string>}
 */
export function asked(tab) {
  if (open() === tab) return Object.fromEntries(parameters());
  return /** @type {Record<string, string>} */ (said.get(tab) ?? {});
}

// Reset the parameters of a tab.
/** @param {string} tab */
export function forget(tab) {
  const content = blank(said.get(tab) ?? {});
  said.set(tab, content);
  return content;
}

/** @type {(content: Parameters) => Parameters} */
const blank = (content) =>
  Object.fromEntries(
    Object.keys(content).map(/** @returns {[string, null]} */ (name) => [name, null]),
  );

// Gradio reports a tab that the history opened, too; by then the address may name another view of it.
/** @param {string} name */
function openTab(name) {
  if (name === open()) return;
  const others = [...said].filter(([tab]) => tab !== name).map(([, content]) => blank(content));
  const tab = name === first ? null : name;
  put(Object.assign({}, ...others, { tab }, said.get(name)), { chosen: true });
}

// Puts each opened tab into the address, and opens the tab that the history names.
/** @param {Mounted} part */
export function mount({ props, trigger }) {
  first = props.tabs[0];
  usual = props.dataset;
  let isRead = false; // whether the server has read the address
  let opened = ""; // a tab that was opened before that
  subscribe("address-read", () => {
    isRead = true;
    if (opened && opened !== first) openTab(opened);
  });
  // On a slow start Gradio selects the first tab before the server has read which one the address names.
  subscribe("tab-opened", ({ name }) => {
    if (isRead) openTab(name);
    else opened = name;
  });
  subscribe("tab-chosen", ({ name }) => {
    openTab(name);
    trigger("back");
  });
  addEventListener("popstate", () => trigger("back"));
  // Gradio does not translate the labels of tabs that were not opened yet.
  subscribe("gradio-language", () => trigger("language"));
}
