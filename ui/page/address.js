// @ts-check
// The address names what is shown: the tab, the data set, and what the open tab says of itself. What
// the visitor chose becomes an entry of the browser's history, and Back goes to the one before.

import { subscribe } from "../parts/topics.js";

const said = new Map(); // by tab: its parameters, null for a usual one
let first; // the tab that needs no name
let usual; // the data set that needs none

export const parameters = () => new URL(location).searchParams;
export const firstParameters = parameters(); // when the page was opened
export const namedDataset = () => parameters().get("data") ?? usual;

// A parameter of null is left out; the others of the address stay as they are.
export function put(changes, { chosen }) {
  const address = new URL(location);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  if (address.href === location.href) return;
  if (chosen) history.pushState(null, "", address);
  else history.replaceState(history.state, "", address);
}

const open = () => parameters().get("tab") ?? first;

// What a tab says of itself stands in the address while it is open, and comes back with it.
export function say(tab, content, { chosen = false } = {}) {
  said.set(tab, content);
  if (open() === tab) put(content, { chosen });
}

// What the address asks of a tab; where it is about another one, what that tab said last.
export function asked(tab) {
  return open() === tab ? Object.fromEntries(parameters()) : (said.get(tab) ?? {});
}

// The tab has nothing to say any more.
export function forget(tab) {
  const content = blank(said.get(tab) ?? {});
  said.set(tab, content);
  return content;
}

const blank = (content) => Object.fromEntries(Object.keys(content).map((name) => [name, null]));

function openTab(name) {
  const others = [...said].filter(([tab]) => tab !== name).map(([, content]) => blank(content));
  const tab = name === first ? null : name;
  put(Object.assign({}, ...others, { tab }, said.get(name)), { chosen: true });
}

// Tells of every tab that is opened, and has Gradio open the one that the history names.
export function mount({ props, trigger }) {
  first = props.tabs[0];
  usual = props.dataset;
  let isRead = false; // whether the server has read the address
  subscribe("address-read", () => (isRead = true));
  // On a slow start Gradio selects the first tab by itself, and would take away what is not read yet.
  subscribe("tab-opened", ({ name }) => isRead && openTab(name));
  subscribe("tab-chosen", ({ name }) => {
    openTab(name);
    trigger("back");
  });
  addEventListener("popstate", () => trigger("back"));
  // Of a tab that was not opened yet Gradio itself does not translate the label.
  subscribe("gradio-language", () => trigger("language"));
}
