// @ts-check
// Prepares the page for the time without its server.

import { t } from "../../languages/messages.js";
import { publish, subscribe } from "../../parts/topics.js";

const SCRIPT = "service-worker.js";

const MOST_LOADED = 1000; // files of a page that the browser remembers; otherwise 250

performance.setResourceTimingBufferSize(MOST_LOADED);
let begun = false;

// Begins when the networks have arrived, which are needed first; the topic "offline" says whether it worked.
export function prepareOffline() {
  subscribe("device", ({ isLoaded, isPossible }) => {
    if (begun) return;
    if (isLoaded) prepare();
    else if (!isPossible) tell(t("offline_no_networks"));
  });
}

async function prepare() {
  begun = true;
  if (!window.isSecureContext) return tell(t("offline_insecure"));
  try {
    const { serviceWorker } = navigator; // naming it throws in a sandboxed frame
    if (!serviceWorker) return tell(t("offline_forbidden"));
    serviceWorker.addEventListener("message", ({ data }) => {
      tell(data.offline ? t("offline_ready") : t("offline_incomplete"), data.offline);
    });
    const send = async () => {
      const { active } = await serviceWorker.ready;
      active.postMessage({ loaded: loaded() });
    };
    serviceWorker.addEventListener("controllerchange", send); // also to a newer one
    await serviceWorker.register(new URL(SCRIPT, document.baseURI));
    await send();
  } catch (error) {
    console.info(error);
    tell(t("offline_forbidden"));
  }
}

/** @type {(sentence: Message, isReady?: boolean) => void} */
function tell(sentence, isReady = false) {
  publish("offline", { sentence, isReady });
}

// The addresses that the page has loaded so far.
const loaded = () => performance.getEntriesByType("resource").map(({ name }) => name);
