// Types that several scripts share; nothing of this reaches the browser.

// What the loader (parts/scripts.py) passes to the `mount` of a module.
interface Mounted {
  element: HTMLElement;
  props: Json; // what Python passed to part()
  trigger: (event: string) => void; // an event of Gradio's
  server: Record<string, Call>; // the functions that the part may call
}

// Parsed JSON, whose content Python determines.
type Json = any;

type Answer = Json; // its `problem` is a message to show
type Call = (question?: object) => Promise<Answer>;
type Asker = (compose: () => object) => Promise<Answer>; // undefined where a newer question was asked

// ---- Messages -------------------------------------------------------------------------------------

interface Message {
  key: string;
  [value: string]: unknown;
}
type Words = Message | string | number | Words[];

type Catalogue = Record<string, string>; // messages of one language by key

// ---- Drawings -------------------------------------------------------------------------------------

type Point = [x: number, y: number]; // in units of the paper's height

interface Stroke {
  tool: "pen" | "eraser" | "clear";
  width?: number; // of the paper's height; a clearing has none
  points?: Point[];
  strokes?: Stroke[]; // of a clearing: those that it leaves on the paper
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

// ---- Readings (reading/view.py) -------------------------------------------------------------------

type Source = "drawing" | "picture" | "sample";
type Shape = [height: number, width: number, channels?: number];
type Area = [left: number, top: number, width: number, height: number]; // shares

interface Step {
  name: Words;
  caption: Words;
  image: string; // a data URL
}

interface Opinion {
  label: string;
  differs: boolean;
  sentence: Words;
}

interface Digit {
  label: string; // empty where it was refused
  called: Words;
  confidence: Words;
  sentence: Words;
  guess?: Words;
  second?: Opinion;
  probabilities: number[];
  input: string; // in base64
  shape?: Shape;
  place?: Words;
  box?: Area;
  frame?: Area;
  steps?: Step[];
}

interface Reading extends Digit {
  state: string;
  dataset: string;
  source: Source;
  answer: number | string; // revision of the drawing
  caption: Words;
  digits: Digit[];
  turn?: number; // quarters
  main?: number;
  ratio?: number;
  part?: Area;
  page?: string; // a data URL
  page_steps?: Step[];
  preview?: string; // a data URL
  from?: string; // "device" where the server had no part in it
}

interface Problem {
  problem: Words;
  state?: string;
  source?: Source;
}

interface Shown {
  value: Reading;
  digit: Digit;
}

// ---- Teaching -------------------------------------------------------------------------------------

interface Example {
  input: string; // in base64
  label: number; // index of its class
}

// ---- Elements -------------------------------------------------------------------------------------

// What the scripts look for are elements of HTML, and SVG only by its tag.
interface ParentNode {
  querySelector<K extends keyof HTMLElementTagNameMap>(tag: K): HTMLElementTagNameMap[K] | null;
  querySelector<K extends keyof SVGElementTagNameMap>(tag: K): SVGElementTagNameMap[K] | null;
  querySelector<E extends Element = HTMLElement>(selectors: string): E | null;
  querySelectorAll<K extends keyof HTMLElementTagNameMap>(
    tag: K,
  ): NodeListOf<HTMLElementTagNameMap[K]>;
  querySelectorAll<E extends Element = HTMLElement>(selectors: string): NodeListOf<E>;
}

interface Element {
  closest<K extends keyof HTMLElementTagNameMap>(tag: K): HTMLElementTagNameMap[K] | null;
  closest<E extends Element = HTMLElement>(selectors: string): E | null;
}

type Find = <E extends Element = HTMLElement>(selector: string) => E;

// Only elements of HTML are pressed, focused or typed in.
interface UIEvent {
  readonly target: HTMLElement;
}
