// @ts-check
// The page's connection to the server. Every request carries a key; a server that does not know it any more, as
// after a restart, gives a new one. Then the parts send their state again (topic "visitor").

import { latest, publish } from "../parts/topics.js";

const GONE = 410; // the server doesn't know the key
const BUSY = [429, 503];
const AWAY = [502, 504]; // of a proxy
const ASK_AGAIN_AFTER = 5000; // milliseconds without the server
const PRESENT_EVERY = 60_000; // milliseconds; after five silent minutes the server frees the page's memory
const RECONNECT_AFTER = 1000; // milliseconds between two attempts

let current = ""; // the key
/** @type {(key: string) => void} */
let resolveFirst;
/** @type {Promise<string>} */
export const firstKey = new Promise((resolve) => {
  resolveFirst = resolve;
});
/** @type {number} */
let askAgain; // the timer
/** @type {Promise<void> | null} */
let renewal = null; // under way

/** @param {string} path */
const address = (path) => new URL(path, document.baseURI);
const pause = () => new Promise((resolve) => setTimeout(resolve, RECONNECT_AFTER));

/**
 * @param {string} path
 * @param {object} content
 */
function sendJson(path, content) {
  const headers = { "Content-Type": "application/json" };
  return fetch(address(path), { method: "POST", headers, body: JSON.stringify(content) });
}

// A request that fails means that the server is away. Then the page asks every few seconds whether it is back.
/**
 * @param {string} path
 * @param {object} content
 */
async function reach(path, content) {
  try {
    const response = await sendJson(path, content);
    noticeServer(AWAY.includes(response.status));
    return response;
  } catch (error) {
    noticeServer(true);
    throw error;
  }
}

/** @param {boolean} isAway */
function noticeServer(isAway) {
  clearTimeout(askAgain); // one at a time, however many requests fail
  if (isAway && current) askAgain = setTimeout(sayPresent, ASK_AGAIN_AFTER);
  if (isAway !== (latest("server")?.isAway ?? false)) publish("server", { isAway });
}

async function requestKey() {
  const dataset = latest("network")?.dataset ?? new URL(location.href).searchParams.get("data");
  const response = await reach("visitor", { key: current, dataset });
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
/** @param {string} refused */
async function renew(refused) {
  if (refused !== current) return;
  renewal ??= requestKey().finally(() => {
    renewal = null;
  });
  await renewal;
}

// Calls `send`, and once more with a new key where the server does not know the first one.
/** @param {(key: string) => Promise<Response>} send */
export async function post(send) {
  await firstKey;
  const used = current;
  const response = await send(used);
  if (response.status !== GONE) return response;
  await renew(used);
  return send(current);
}

// The functions of the server that a part may call, by name; they reject where the server is busy or out of reach.
/**
 * @param {string} part
 * @param {string[]} names
 * @returns {Record<string, Call>}
 */
export function questions(part, names) {
  /** @type {(name: string) => Call} */
  const ask = (name) => async (question) => {
    const response = await post((key) => reach(`ask/${part}/${name}`, { key, ...question }));
    if (BUSY.includes(response.status)) throw new Error(`The server is busy: ${response.status}`);
    return response.json();
  };
  return Object.fromEntries(names.map((name) => [name, ask(name)]));
}

// ---- Gradio's own events --------------------------------------------------------------------------

// Requests of events wait until the connection is back, since a failed one makes Gradio's client reload the page.
const plainFetch = window.fetch;

/** @type {typeof fetch} */
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
  const address = resource instanceof Request ? resource.url : String(resource);
  const isEvent = address.includes("/gradio_api/run/");
  return (isEvent ? outlast : plainFetch)(resource, options);
};

// ---- Presence -------------------------------------------------------------------------------------

function sayPresent() {
  if (current) requestKey().catch(() => {}); // the next question tries again
}

setInterval(sayPresent, PRESENT_EVERY);
addEventListener("online", sayPresent);
addEventListener("offline", sayPresent);
addEventListener("pageshow", ({ persisted }) => persisted && sayPresent());
