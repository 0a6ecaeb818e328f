// @ts-check
// The page's connection to the server. Every request carries the key by which the server knows this page. A
// server that doesn't know it any more, as after a restart or a long sleep, gives a new one; the parts of the
// page then send what they hold (topic "visitor"), and the question is repeated.

import { latest, publish } from "../parts/topics.js";

const GONE = 410; // the server doesn't know the key
const BUSY = [429, 503];
const PRESENT_EVERY = 60_000; // milliseconds; after five silent minutes the server frees the page's memory
const RECONNECT_AFTER = 1000; // milliseconds between two attempts

let current = ""; // the key
let resolveFirst;
export const firstKey = new Promise((resolve) => {
  resolveFirst = resolve;
});
let renewal = null; // under way

const address = (path) => new URL(path, document.baseURI);
const pause = () => new Promise((resolve) => setTimeout(resolve, RECONNECT_AFTER));

function sendJson(path, content) {
  const headers = { "Content-Type": "application/json" };
  return fetch(address(path), { method: "POST", headers, body: JSON.stringify(content) });
}

async function requestKey() {
  const dataset = latest("network")?.dataset ?? new URL(location).searchParams.get("data");
  const response = await sendJson("visitor", { key: current, dataset });
  if (!response.ok) throw new Error(`The server gave no key: ${response.status}`);
  const { key, network } = await response.json();
  if (key === current) return;
  const isFirst = current === "";
  current = key;
  if (isFirst) resolveFirst(key);
  else publish("visitor", { key });
  publish("network", network);
}

async function arrive() {
  while (!current) await requestKey().catch(pause);
}

arrive();

// Resolves when the page has another key than the one that was refused.
async function renew(refused) {
  if (refused !== current) return;
  renewal ??= requestKey().finally(() => {
    renewal = null;
  });
  await renewal;
}

// `send(key)` returns the promise of a response; after a new key it is called once more.
export async function post(send) {
  await firstKey;
  const used = current;
  const response = await send(used);
  if (response.status !== GONE) return response;
  await renew(used);
  return send(current);
}

// Functions of the server that the part may call, by name; each takes a question and returns the promise of
// an answer, which is rejected where the server is busy or out of reach.
export function questions(part, names) {
  const ask = (name) => async (question) => {
    const response = await post((key) => sendJson(`ask/${part}/${name}`, { key, ...question }));
    if (BUSY.includes(response.status)) throw new Error(`The server is busy: ${response.status}`);
    return response.json();
  };
  return Object.fromEntries(names.map((name) => [name, ask(name)]));
}

// ---- Gradio's own events --------------------------------------------------------------------------

// After one failed request Gradio's client would stop every event and reload the page. So a request of an
// event waits here until the connection is back. None of them is about a visitor.
const plainFetch = window.fetch;

async function outlast(resource, options) {
  for (;;) {
    try {
      const response = await plainFetch(resource, options);
      if (!BUSY.includes(response.status)) return response;
    } catch (error) {
      if (options?.signal?.aborted) throw error;
    }
    await pause();
  }
}

window.fetch = (resource, options) => {
  const isEvent = String(resource?.url ?? resource).includes("/gradio_api/run/");
  return (isEvent ? outlast : plainFetch)(resource, options);
};

// ---- Presence -------------------------------------------------------------------------------------

function sayPresent() {
  if (current) requestKey().catch(() => {}); // the next question tries again
}

setInterval(sayPresent, PRESENT_EVERY);
addEventListener("online", sayPresent);
addEventListener("pageshow", ({ persisted }) => persisted && sayPresent());
