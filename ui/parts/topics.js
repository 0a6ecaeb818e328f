// @ts-check
// How the parts of the page notify each other: all topics with the types of their details. Scripts are loaded in any
// order, so the last detail of a state is kept for later subscribers.

/**
 * @template T
 * @typedef {{ handlers: ((detail: T) => void)[], isState: boolean, last?: T }} Topic
 */
/** @typedef {keyof typeof TOPICS} Name */
/**
 * @template {Name} N
 * @typedef {(typeof TOPICS)[N] extends Topic<infer T> ? T : never} Detail
 */

/** @type {() => Topic<Json>} */
const state = () => ({ handlers: [], isState: true });
/** @type {() => Topic<Json>} */
const event = () => ({ handlers: [], isState: false });

/** @typedef {Record<string, string | number | boolean | null>} Figures a row of the table of runs */
/**
 * @typedef {{ number: number, colour: number, name: Words, state: string, result: Words, usable: boolean,
 *   used: boolean, query: string, figures: Figures }} Run
 */
/**
 * @typedef {{ number: number, name: Words, colour: string, epochs: number, points: number[][], spread: number[][],
 *   limits: Record<string, [low: number, high: number]> }} Curve
 */
/** @typedef {{ curve: Curve, settings: Words, figures: Figures }} LinkedResult */

const TOPICS = {
  // ---- The visitor and the network ------------------------------------------------------------------

  // The server did not know the page any more and gave it a new key: parts send their state again.
  /** @type {Topic<{ key: string }>} */
  visitor: state(),

  // The data set and the network in use: the shipped one (run 0), or a run of the visitor's.
  /** @type {Topic<{ dataset: string, numbers: boolean, colour: boolean, run: number }>} */
  network: state(),

  // Whether the server can be reached.
  /** @type {Topic<{ isAway: boolean }>} */
  server: state(),

  // Whether the page opens without the server, and a sentence about it.
  /** @type {Topic<{ isReady: boolean, sentence: Message }>} */
  offline: state(),

  // Whether drawings are read in the browser now, whether the networks have arrived, and whether they ever may.
  /** @type {Topic<{ isReady: boolean, isLoaded: boolean, isPossible: boolean }>} */
  device: state(),

  // The last layer of that network was trained on the visitor's corrections, or reset.
  /** @type {Topic<{ count: number }>} */
  taught: event(),

  // Use the shipped networks again.
  /** @type {Topic<{}>} */
  "network-reset": event(),

  // Use another data set.
  /** @type {Topic<{ dataset: string }>} */
  "dataset-chosen": event(),

  // ---- Tabs and the address -------------------------------------------------------------------------

  // The server has read the address of the page; until then Gradio may select tabs by itself.
  /** @type {Topic<{}>} */
  "address-read": state(),

  // A tab was opened, by its name in the address.
  /** @type {Topic<{ name: string }>} */
  "tab-opened": event(),

  // Open a tab.
  /** @type {Topic<{ name: string }>} */
  "tab-chosen": event(),

  // Gradio has changed to the language of the page.
  /** @type {Topic<{ language: string }>} */
  "gradio-language": state(),

  // The choice on the Teach tab.
  /** @type {Topic<{ kind: "symbols" | "things" }>} */
  "teach-kind": state(),

  // ---- Training -------------------------------------------------------------------------------------

  // A setting was changed: the values of all fields, in the order of the fields.
  /** @type {Topic<{ values: (string | number | boolean)[] }>} */
  settings: event(),

  // Start a run with these values of the fields; stop the current one.
  /** @type {Topic<{ values: (string | number | boolean)[] }>} */
  "start-pressed": event(),
  /** @type {Topic<{}>} */
  "stop-pressed": event(),

  // Use the network of a run, by its number; remove a run.
  /** @type {Topic<{ number: number }>} */
  "run-chosen": event(),
  /** @type {Topic<{ number: number }>} */
  "run-removed": event(),

  // The progress of the runs: by field, HTML or the value of a part (train/view.py); only what has changed.
  /** @type {Topic<{ status?: Json, problem?: string, note?: string, curves?: Json, runs?: Run[],
      confusion?: string, first_layer?: Json, verdict?: Json, film?: Json, missed?: Json }>} */
  training: event(),

  // Runs whose curves are not shown, by number.
  /** @type {Topic<{ numbers: number[] }>} */
  "runs-hidden": state(),

  // The results of other people's runs, from links; the name that a visitor's own links contain.
  /** @type {Topic<{ results: LinkedResult[] }>} */
  linked: state(),
  /** @type {Topic<{ name: string }>} */
  author: state(),

  // The settings of the next run, which differ from those of the last one in one thing.
  /** @type {Topic<{ values: (string | number | boolean)[] }>} */
  tried: state(),

  // ---- Drawing --------------------------------------------------------------------------------------

  // The canvas with the drawing, and whether the pen touches it.
  /** @type {Topic<{ canvas: HTMLCanvasElement, isPenDown: boolean }>} */
  pad: state(),

  // A key without an action of the pad was pressed there.
  /** @type {Topic<{ key: string }>} */
  "pad-key": event(),

  // Draw strokes on the pad.
  /** @type {Topic<{ strokes: Point[][] }>} */
  strokes: event(),

  // Read the drawing once more.
  /** @type {Topic<{}>} */
  "read-drawing": event(),

  // Copy a link to the drawing; it was copied.
  /** @type {Topic<{}>} */
  "copy-link": event(),
  /** @type {Topic<{ link: string }>} */
  "link-copied": event(),

  // ---- Pictures -------------------------------------------------------------------------------------

  // Read a file as if it had been dropped on the upload.
  /** @type {Topic<{ file: File }>} */
  picture: event(),

  // Offer a part of the picture for cropping, as shares of its width and height.
  /** @type {Topic<Box>} */
  crop: event(),

  // Turn the drawing or picture clockwise.
  /** @type {Topic<{ quarters: number, source: Source }>} */
  turn: event(),

  // ---- Readings -------------------------------------------------------------------------------------

  // The first network's answer about a drawing, before the second one decides with it whether it is a digit.
  /** @type {Topic<{ probabilities: number[], input: string }>} */
  early: event(),

  // The reading of a drawing or picture (reading/view.py), or the problem with it.
  /** @type {Topic<(Reading | Problem) & { source: Source }>} */
  answer: state(),

  // The reading that is shown on the Draw tab, and which of its digits.
  /** @type {Topic<Shown>} */
  shown: state(),

  // Why, or why not, this class? Its index.
  /** @type {Topic<{ index: number }>} */
  why: event(),

  // Whether the explanation below the reading is open.
  /** @type {Topic<{ isOpen: boolean }>} */
  explanation: state(),

  // ---- About ----------------------------------------------------------------------------------------

  // Texts about the data set in use, as HTML.
  /** @type {Topic<{ before?: string, after?: string }>} */
  about: state(),

  // ---- Validation -----------------------------------------------------------------------------------

  // Results of the network in use: by field, HTML or the value of a part.
  /** @type {Topic<{ accuracy?: string, introduction?: string, mistakes?: Json, confusion?: string,
      "class-accuracy"?: string, calibration?: string, comparison?: string, curves?: Json,
      "epoch-words"?: string }>} */
  validation: state(),

  // Show other samples: the filters.
  /** @type {Topic<{ mistakes?: boolean, true?: number, said?: number }>} */
  "samples-chosen": event(),

  // A tile was pressed: its sample, and its lower edge in pixels of the window.
  /** @type {Topic<{ index: number, bottom: number }>} */
  "sample-chosen": event(),

  // The sample beside the grid: the line above it, and how it is read.
  /** @type {Topic<{ index?: number, truth?: string, reading?: Reading } & Partial<Problem>>} */
  sample: state(),

  // The panel of the sample was closed.
  /** @type {Topic<{}>} */
  "sample-closed": event(),
};

/** @type {{ [N in Name]: Topic<Detail<N>> }} */
const BY_NAME = TOPICS;

/**
 * @template {Name} N
 * @param {N} name
 * @returns {Topic<Detail<N>>}
 */
function topic(name) {
  if (!(name in BY_NAME)) throw new Error(`There is no topic "${name}".`);
  return BY_NAME[name];
}

/**
 * @template {Name} N
 * @param {N} name
 * @param {{} extends Detail<N> ? [detail?: Detail<N>] : [detail: Detail<N>]} details
 */
export function publish(name, ...details) {
  const detail = /** @type {Detail<N>} */ (details[0] ?? {});
  const published = topic(name);
  if (published.isState) published.last = detail;
  for (const handler of [...published.handlers]) handler(detail);
}

// The handler of a state is called at once with the last detail, if there is one.
/**
 * @template {Name} N
 * @param {N} name
 * @param {(detail: Detail<N>) => void} handler
 */
export function subscribe(name, handler) {
  const { handlers, last } = topic(name);
  handlers.push(handler);
  if (last) handler(last);
}

// The last detail of a state; undefined before the first one.
/**
 * @template {Name} N
 * @param {N} name
 * @returns {Detail<N> | undefined}
 */
export function latest(name) {
  return topic(name).last;
}
