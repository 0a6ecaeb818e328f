// @ts-check
// The sketchpad: paper, pen, buttons and keys. The drawing is read while the pen moves.

import { t } from "../../languages/messages.js";
import { latest, publish, subscribe } from "../../parts/topics.js";
import { copyLink, takeLinked } from "../link/drawing_link.js";
import { storeOnLeave, takeStored } from "../link/stored_drawing.js";
import { Answers } from "./answers.js";
import { Drawing } from "./drawing.js";
import { reshape } from "./fit.js";
import { listenToKeys } from "./keys.js";
import { Layers } from "./layers.js";
import { Note } from "./note.js";
import { Pen } from "./pen.js";
import { Replay } from "./replay.js";
import { Tools } from "./tools.js";
import { listenToTurns } from "./turn.js";

const WIDE_ASPECT = 2; // width over height of the paper for numbers

/** @param {Mounted} part */
export function mount(part) {
  const sketchpad = new Sketchpad(part);
  sketchpad.listen();
  sketchpad.start();
}

class Sketchpad {
  /** @param {Mounted} part */
  constructor({ element, props, server }) {
    /** @type {number} */
    this.side = props.side; // px of the height of the picture that is read
    this.block = element.closest(".block"); // the element with the part's id
    this.pad = element.querySelector(".pad");
    this.canvas = this.pad.querySelector("canvas");
    const buttons = [...this.pad.querySelectorAll("button")];
    this.buttons = Object.fromEntries(buttons.map((button) => [button.dataset.do, button]));
    this.screen = new Layers(this.canvas);
    this.picture = new Layers(document.createElement("canvas"));
    this.drawing = new Drawing();
    this.note = new Note(this.pad.querySelector(".note"));
    this.tools = new Tools(this.canvas, this.pad.querySelector("input"), this.buttons);
    this.pen = new Pen(this.canvas, {
      begin: (point, flipped) => this.begin(point, flipped),
      extend: (points) => this.extend(points),
      finish: () => this.finish(),
      discard: () => this.discard(),
    });
    this.replay = new Replay({
      draw: (stroke) => this.draw(stroke),
      finish: (stroke) => this.finish(stroke),
    });
    this.answers = new Answers(this, { ...props, server });
  }

  listen() {
    for (const [name, button] of Object.entries(this.buttons)) {
      button.addEventListener("click", () => this.act(name));
    }
    listenToKeys(this.pad, (name) => this.act(name));
    listenToTurns(this);
    publish("pad", { canvas: this.canvas, isPenDown: false });
    subscribe("strokes", ({ strokes }) => this.show(strokes));
    subscribe("copy-link", () => this.act("share"));
    addEventListener("hashchange", () => this.open(takeLinked()));
    subscribe("read-drawing", () => this.changed());
    subscribe("taught", () => this.readAgain());
  }

  start() {
    const linked = takeLinked();
    const { strokes = [], aspect = 1, fitted } = takeStored();
    Object.assign(this.drawing, { strokes, fitted });
    storeOnLeave(this.drawing);
    this.stretch(aspect);
    this.open(linked);
    // Also paints for the first time, and again when the pad becomes visible or the zoom changes.
    new ResizeObserver(() => {
      this.repaintScreen();
      if (this.drawing.current) this.screen.show(this.drawing.current);
      this.tools.showCursor();
    }).observe(this.canvas);
    if (this.drawing.strokes.length) this.changed();
    else this.pad.classList.add("blank");
    subscribe("network", () => this.followNetwork());
  }

  // ---- The drawing ------------------------------------------------------------------------------

  repaintScreen() {
    const height = Math.round(this.canvas.clientHeight * devicePixelRatio) || this.side;
    this.screen.repaint(height, this.drawing.aspect, this.drawing.visible);
  }

  repaint() {
    this.repaintScreen();
    this.picture.repaint(this.side, this.drawing.aspect, this.drawing.visible);
  }

  changed() {
    const { drawing } = this;
    drawing.revision += 1;
    this.canvas.dataset.revision = this.block.dataset.revision = String(drawing.revision);
    this.showState();
    this.answers.read();
  }

  showState() {
    const { drawing, buttons } = this;
    this.pad.classList.toggle("blank", drawing.blank);
    buttons.undo.disabled = !drawing.strokes.length;
    buttons.redo.disabled = !drawing.undone.length;
    buttons.clear.disabled = !drawing.visible.length;
  }

  // The picture of the drawing, with the unfinished stroke.
  painted() {
    const { current } = this.drawing;
    if (current) this.picture.show(current);
    return this.picture;
  }

  /** @param {Stroke} stroke */
  add(stroke) {
    this.drawing.add(stroke);
    this.screen.add(stroke);
    this.picture.add(stroke);
  }

  // ---- The unfinished stroke --------------------------------------------------------------------

  /** @type {(point: Point, flipped: boolean) => void} */
  begin(point, flipped) {
    this.replay.stop();
    this.note.hide();
    this.draw(this.tools.stroke([point], flipped ? "eraser" : undefined));
  }

  /** @param {Point[]} points */
  extend(points) {
    const drawn = this.drawing.current.points;
    const count = drawn.length;
    for (const [x, y] of points) {
      const [lastX, lastY] = drawn.at(-1);
      if (x !== lastX || y !== lastY) drawn.push([x, y]);
    }
    if (drawn.length === count) return; // the pen was lifted in place
    this.frame ??= requestAnimationFrame(() => this.draw(this.drawing.current));
  }

  /** @param {Stroke | null} stroke */
  draw(stroke) {
    this.frame = null;
    if (!stroke) return; // finished before the frame
    this.touch(true);
    this.drawing.current = stroke;
    this.screen.show(stroke);
    this.changed();
  }

  /** @param {boolean} isPenDown */
  touch(isPenDown) {
    if (latest("pad").isPenDown === isPenDown) return;
    publish("pad", { canvas: this.canvas, isPenDown });
    this.block.dataset.pen = isPenDown ? "down" : "up";
  }

  // The finished stroke is not read again if its last movement was.
  finish(stroke = this.drawing.current) {
    const { drawing, answers } = this;
    const isRead = stroke === drawing.current && !this.frame && answers.isCurrent;
    drawing.current = null;
    this.touch(false);
    this.add(stroke);
    if (!isRead) this.changed();
    else {
      this.showState();
      answers.announceAgain(); // it may be a number now
    }
  }

  // The stroke that follows is read.
  discard() {
    this.drawing.discard();
    this.repaint();
  }

  // Show the drawing of a link. The one before is cleared by a stroke, so undo brings it back.
  /** @param {ReturnType<typeof takeLinked>} linked */
  open({ strokes, aspect, problem }) {
    if (problem) this.note.show(problem, { stays: true });
    if (!strokes || this.pen.down) return;
    this.act("clear");
    if (aspect !== this.drawing.aspect) this.stretch(aspect);
    for (const stroke of strokes) this.drawing.add(stroke);
    if (latest("network")?.numbers === false) this.followNetwork();
    this.redraw();
  }

  // Draw strokes in place of the drawing.
  /** @param {Point[][]} strokes */
  show(strokes) {
    if (this.pen.down) return;
    this.act("clear");
    this.replay.play(strokes.map((points) => this.tools.stroke(points, "pen")));
  }

  // ---- Actions: of the buttons and of the keys ----------------------------------------------------

  /** @param {string} name */
  act(name) {
    this.replay.stop();
    this.actions[name]();
  }

  /** @type {Record<string, () => void>} */
  actions = {
    pen: () => this.tools.choose("pen"),
    eraser: () => this.tools.choose("eraser"),
    switch: () => this.tools.switch(),
    thinner: () => this.tools.thicken(-1),
    thicker: () => this.tools.thicken(1),
    undo: () => this.drawing.undo() && this.redraw(),
    redo: () => this.drawing.redo() && this.redraw(),
    clear: () => !this.drawing.current && this.drawing.visible.length && this.clear(),
    share: () => !this.drawing.current && !this.drawing.blank && this.share(),
    wide: () => !this.drawing.current && !this.buttons.wide.disabled && this.widen(),
  };

  clear() {
    this.tools.choose("pen"); // there is nothing to erase
    this.add({ tool: "clear" });
    this.changed();
  }

  async share() {
    this.note.show(await copyLink(this.drawing));
  }

  redraw() {
    this.repaint();
    this.changed();
  }

  widen() {
    this.stretch(this.drawing.aspect === 1 ? WIDE_ASPECT : 1);
    this.changed();
  }

  // Change the paper's aspect, keeping the drawing.
  /** @param {number} aspect */
  stretch(aspect) {
    const note = reshape(this.drawing, aspect);
    if (note) this.note.show(note);
    else this.note.hide();
    this.pad.style.setProperty("--aspect", String(aspect));
    this.block.dataset.shape = aspect === 1 ? "square" : "wide";
    this.buttons.wide.setAttribute("aria-pressed", String(aspect !== 1));
    this.repaint();
  }

  // Wide paper is for numbers: it becomes square for a network that reads single digits, and wide again after.
  followNetwork() {
    const { wide } = this.buttons;
    const { numbers, colour } = latest("network");
    this.block.dataset.colour = String(colour); // the pad is hidden for photographs
    wide.disabled = !numbers;
    if (wide.disabled && this.drawing.aspect !== 1) {
      this.wasWide = true;
      this.stretch(1);
      if (this.drawing.fitted) this.note.show(t("made_square"));
    } else if (!wide.disabled && this.wasWide) {
      this.wasWide = false;
      this.stretch(WIDE_ASPECT);
    }
    this.readAgain();
  }

  // Unless a picture is read at the moment.
  readAgain() {
    if (latest("answer")?.source !== "picture") this.changed();
  }
}
