// @ts-check
// The page without its server. It answers with stored files of one version; everything else goes to the server.

/** @type {Json} */
const scope = self; // a ServiceWorkerGlobalScope, which the types of the page do not have
const VERSION = "@version";
/** @type {string[]} */
const FILES = JSON.parse("@files"); // of the page itself, relative to this script
const CACHE = `digitpad-${VERSION}`;
const PAGE = new URL("./", location.href).href;
const UNCHANGING = ["assets/", "scripts/", "languages/", "networks/", "static/"]; // folders
const CHANGING = ["theme.css", "favicon.ico", "manifest.json", "pwa_icon"];
const AWAY = [502, 503, 504]; // what a proxy answers without the server

/** @typedef {Json} WorkerEvent of a service worker */

addEventListener("install", () => scope.skipWaiting());
addEventListener("activate", (/** @type {WorkerEvent} */ event) => event.waitUntil(activate()));
addEventListener("message", (/** @type {WorkerEvent} */ event) => event.waitUntil(store(event)));
addEventListener("fetch", (/** @type {WorkerEvent} */ event) => {
  const answer = answerTo(event.request);
  if (answer) event.respondWith(answer);
});

async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("digitpad-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

// A page sends the URLs that it has loaded. The reply says whether all files are stored.
/** @param {Json} event */
async function store({ data, source }) {
  const cache = await caches.open(CACHE);
  const wanted = [PAGE, ...FILES.map(absolute), ...data.loaded.filter(isOurs)];
  const stored = new Set((await cache.keys()).map(({ url }) => url));
  const missing = [...new Set(wanted)].filter((url) => !stored.has(url));
  try {
    for (const url of missing) await add(cache, url); // one at a time: visitors come first
    await scope.clients.claim(); // not before: what is missing here the browser may still have
    source.postMessage({ offline: true });
  } catch {
    source.postMessage({ offline: false });
  }
}

/** @type {(cache: Cache, url: string) => Promise<void>} */
async function add(cache, url) {
  const isFixed = startsWithOne(url, UNCHANGING); // then it need not be fetched again
  const response = await fetch(url, { cache: isFixed ? "force-cache" : "no-cache" });
  if (!(await isOfThisVersion(response.clone(), url))) throw new Error(url);
  await cache.put(url, response);
}

/** @param {string} name */
const absolute = (name) => new URL(name, PAGE).href;

/** @param {string} url */
const isOurs = (url) => startsWithOne(url, [...UNCHANGING, ...CHANGING]);

/** @type {(url: string, names: string[]) => boolean} */
const startsWithOne = (url, names) => names.some((name) => url.startsWith(absolute(name)));

// Undefined where the browser should ask the server itself.
/** @param {Request} request */
function answerTo(request) {
  const url = request.url.split("#")[0];
  if (request.method !== "GET") return undefined;
  if (request.mode === "navigate" && url.split("?")[0] === PAGE) return freshFirst(request, PAGE);
  if (startsWithOne(url, UNCHANGING)) return storedFirst(request);
  if (startsWithOne(url, CHANGING)) return freshFirst(request, url);
  return undefined;
}

/** @param {Request} request */
async function storedFirst(request) {
  const cache = await caches.open(CACHE);
  const stored = await cache.match(request);
  if (stored) return stored;
  const response = await fetch(request, { cache: "force-cache" });
  if (response.ok) cache.put(request, response.clone());
  return response;
}

// A page names its version. Another program may answer at its address: a proxy, or what was started there later.
/** @type {(response: Response, name: string) => Promise<boolean>} */
async function isOfThisVersion(response, name) {
  if (!response.ok || response.redirected) return false;
  return name !== PAGE || (await response.text()).includes(`content="${VERSION}"`);
}

/** @type {(request: Request, name: string) => Promise<Response>} */
async function freshFirst(request, name) {
  const cache = await caches.open(CACHE);
  const stored = () => cache.match(name);
  try {
    const response = await fetch(request);
    if (AWAY.includes(response.status)) return (await stored()) ?? response;
    if (await isOfThisVersion(response.clone(), name)) cache.put(name, response.clone());
    return response;
  } catch (error) {
    const found = await stored();
    if (found) return found;
    throw error;
  }
}
