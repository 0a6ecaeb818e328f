// @ts-check
// How the parts of the page notify each other. One publishes what happened or how something stands, any number
// subscribe. Every topic is declared here, with the type of its detail. Scripts are loaded in any order, so the
// last detail of a state is kept for those that subscribe later.

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

/**
 * @typedef {{ number: number, colour: number, name: Words, state: string, result: Words, usable: boolean,
 *   used: boolean }} Run
 */

const TOPICS = {
  // ---- The visitor and the network ------------------------------------------------------------------

  // The server did not know the page any more and gave it a new key: parts send again what they hold.
  /** @type {Topic<{ key: string }>} */
  visitor: state(),

  // The data set and the network that reads now: the shipped one (run 0), or a run of the visitor's.
  /** @type {Topic<{ dataset: string, numbers: boolean, colour: boolean, run: number }>} */
  network: state(),

  // The last layer of that network was taught the visitor's corrections, or has lost them.
  /** @type {Topic<{ count: number }>} */
  taught: event(),

  // The shipped networks are to read again.
  /** @type {Topic<{}>} */
  "network-reset": event(),

  // Another data set is to be used.
  /** @type {Topic<{ dataset: string }>} */
  "dataset-chosen": event(),

  // ---- Tabs and the address -------------------------------------------------------------------------

  // The server has read the address of the page. Until then Gradio may select tabs by itself.
  /** @type {Topic<{}>} */
  "address-read": state(),

  // A tab was opened, by its name in the address.
  /** @type {Topic<{ name: string }>} */
  "tab-opened": event(),

  // A tab is to be opened.
  /** @type {Topic<{ name: string }>} */
  "tab-chosen": event(),

  // Gradio speaks the language of the page now.
  /** @type {Topic<{ language: string }>} */
  "gradio-language": state(),

  // What the Teach tab teaches.
  /** @type {Topic<{ kind: "symbols" | "things" }>} */
  "teach-kind": state(),

  // ---- Training -------------------------------------------------------------------------------------

  // A setting was changed: the values of all fields, in the order of the fields.
  /** @type {Topic<{ values: (string | number | boolean)[] }>} */
  settings: event(),

  // The buttons: a run is to be started with these values of the fields; the one under way is to be stopped.
  /** @type {Topic<{ values: (string | number | boolean)[] }>} */
  "start-pressed": event(),
  /** @type {Topic<{}>} */
  "stop-pressed": event(),

  // The network of a run is to read, by its number; a run is to be removed.
  /** @type {Topic<{ number: number }>} */
  "run-chosen": event(),
  /** @type {Topic<{ number: number }>} */
  "run-removed": event(),

  // How the runs get on: by field, HTML or the value of a part (train/view.py). Only news is contained.
  /** @type {Topic<{ status?: Json, problem?: string, note?: string, curves?: Json, runs?: Run[],
      confusion?: string, first_layer?: Json }>} */
  training: event(),

  // ---- Drawing --------------------------------------------------------------------------------------

  // The pad with the drawing as it is seen, and whether the pen touches it.
  /** @type {Topic<{ canvas: HTMLCanvasElement, isPenDown: boolean }>} */
  pad: state(),

  // A key was pressed on the pad that is none of its own.
  /** @type {Topic<{ key: string }>} */
  "pad-key": event(),

  // Strokes are to be drawn on the pad: points in units of its height.
  /** @type {Topic<{ strokes: Point[][] }>} */
  strokes: event(),

  // The drawing is to be read once more.
  /** @type {Topic<{}>} */
  "read-drawing": event(),

  // A link to the drawing is to be copied; then it was copied.
  /** @type {Topic<{}>} */
  "copy-link": event(),
  /** @type {Topic<{ link: string }>} */
  "link-copied": event(),

  // ---- Pictures -------------------------------------------------------------------------------------

  // A file is to be read as if it were dropped on the upload.
  /** @type {Topic<{ file: File }>} */
  picture: event(),

  // The part of the picture to offer for cropping: shares of its width and height.
  /** @type {Topic<Box>} */
  crop: event(),

  // The drawing or picture is to be turned clockwise by quarters.
  /** @type {Topic<{ quarters: number, source: Source }>} */
  turn: event(),

  // ---- Readings -------------------------------------------------------------------------------------

  // What the server said of a drawing or picture (a value of reading/view.py), or why it said nothing.
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

  // What the About tab says of the data set in use, as HTML.
  /** @type {Topic<{ before?: string, after?: string }>} */
  about: state(),

  // ---- Validation -----------------------------------------------------------------------------------

  // What the server said of the network that reads: by field, HTML or the value of a part.
  /** @type {Topic<{ accuracy?: string, introduction?: string, mistakes?: Json, confusion?: string,
      "class-accuracy"?: string, calibration?: string, comparison?: string, curves?: Json,
      overfitting?: string }>} */
  validation: state(),

  // The grid is to show other samples: what differs from the view of all of them.
  /** @type {Topic<{ mistakes?: boolean, true?: number, said?: number }>} */
  "samples-chosen": event(),

  // A tile was pressed: its sample, and its lower edge in pixels of the window.
  /** @type {Topic<{ index: number, bottom: number }>} */
  "sample-chosen": event(),

  // The sample that is shown beside the grid: the line above it, and how it is read.
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
