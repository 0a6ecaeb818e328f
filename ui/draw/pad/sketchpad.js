// @ts-check
// The sketchpad: paper, pen, buttons and keys; what is drawn goes to the server while the pen moves.

import { asker } from "../../ask/ask.js";
import { t } from "../../languages/messages.js";
import { copyText } from "../../parts/copy.js";
import { latest, publish, subscribe } from "../../parts/topics.js";
import { linkTo, takeLinked } from "../link/drawing_link.js";
import { storeOnLeave, takeStored } from "../link/stored_drawing.js";
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
const DRAWING_UNANSWERED = t("drawing_unanswered");
const FITTED = {
  smaller: t("made_smaller"),
  moved: t("moved_to_fit"),
};

export function mount({ element, props, server }) {
  const sketchpad = new Sketchpad(element, props.side, server.read);
  sketchpad.listen();
  sketchpad.start();
}

class Sketchpad {
  // `read(question)` has the server read the drawing.
  constructor(element, side, read) {
    this.side = side;
    this.block = element.closest(".block"); // the element with our id
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
    this.ask = asker(read, {
      urgent: () => !this.drawing.current, // the finished stroke is asked about at once
      silent: () => this.publishAnswer({ problem: DRAWING_UNANSWERED }),
    });
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
    this.canvas.dataset.revision = this.block.dataset.revision = drawing.revision;
    this.showState();
    this.read();
  }

  showState() {
    const { drawing, buttons } = this;
    this.pad.classList.toggle("blank", drawing.blank);
    buttons.undo.disabled = !drawing.strokes.length;
    buttons.redo.disabled = !drawing.undone.length;
    buttons.clear.disabled = !drawing.visible.length;
  }

  async read() {
    const answer = await this.ask(() => this.question());
    if (!answer) return;
    this.newest = answer;
    this.publishAnswer(answer);
  }

  publishAnswer(answer) {
    publish("answer", { ...answer, source: "drawing" });
  }

  question() {
    const { current, blank, revision } = this.drawing;
    this.asked = revision;
    if (current) this.picture.show(current);
    const inside = latest("explanation")?.isOpen; // it shows the way of the picture
    return { revision, inside, picture: blank ? "" : this.picture.toDataURL() };
  }

  add(stroke) {
    this.drawing.add(stroke);
    this.screen.add(stroke);
    this.picture.add(stroke);
  }

  // ---- The stroke in hand -----------------------------------------------------------------------

  begin(point, flipped) {
    this.replay.stop();
    this.note.hide();
    this.draw(this.tools.stroke([point], flipped ? "eraser" : undefined));
  }

  extend(points) {
    const drawn = this.drawing.current.points;
    const count = drawn.length;
    for (const [x, y] of points) {
      const [lastX, lastY] = drawn.at(-1);
      if (x !== lastX || y !== lastY) drawn.push([x, y]);
    }
    if (drawn.length === count) return; // a pen that is lifted where it is
    this.frame ??= requestAnimationFrame(() => this.draw(this.drawing.current));
  }

  draw(stroke) {
    this.frame = null;
    if (!stroke) return; // finished before its frame came
    this.touch(true);
    this.drawing.current = stroke;
    this.screen.show(stroke);
    this.changed();
  }

  touch(isPenDown) {
    if (latest("pad").isPenDown === isPenDown) return;
    publish("pad", { canvas: this.canvas, isPenDown });
    this.block.dataset.pen = isPenDown ? "down" : "up";
  }

  // Where the last movement was painted and asked about, its answer is that of the finished stroke.
  finish(stroke = this.drawing.current) {
    const { drawing, newest } = this;
    const isRead = stroke === drawing.current && !this.frame && this.asked === drawing.revision;
    drawing.current = null;
    this.touch(false);
    this.add(stroke);
    if (!isRead) this.changed();
    else {
      this.showState();
      if (newest?.answer === drawing.revision) this.publishAnswer(newest); // it may be a number now
    }
  }

  // The stroke that follows is asked about.
  discard() {
    this.drawing.discard();
    this.repaint();
  }

  // Put the drawing of a link on the paper; what is there is only cleared, so undo brings it back.
  open({ strokes, aspect, problem }) {
    if (problem) this.note.show(problem, { stays: true });
    if (!strokes || this.pen.down) return;
    this.act("clear");
    if (aspect !== this.drawing.aspect) this.stretch(aspect);
    for (const stroke of strokes) this.drawing.add(stroke);
    if (latest("network")?.numbers === false) this.followNetwork();
    this.redraw();
  }

  // Have strokes drawn instead of what is there.
  show(strokes) {
    if (this.pen.down) return;
    this.act("clear");
    this.replay.play(strokes.map((points) => this.tools.stroke(points, "pen")));
  }

  // ---- Actions: of the buttons and of the keys ----------------------------------------------------

  act(name) {
    this.replay.stop();
    this.actions[name]();
  }

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
    const link = linkTo(this.drawing);
    if (!link) this.note.show(t("drawing_too_long"));
    else if (await copyText(link)) {
      this.note.show(t("drawing_link_copied"));
      publish("link-copied", { link });
    } else {
      history.replaceState(history.state, "", link);
      this.note.show(t("drawing_link_in_address"));
    }
  }

  redraw() {
    this.repaint();
    this.changed();
  }

  widen() {
    this.stretch(this.drawing.aspect === 1 ? WIDE_ASPECT : 1);
    this.changed();
  }

  // Widen the paper, or make it square again, with all that is on it.
  stretch(aspect) {
    const note = FITTED[reshape(this.drawing, aspect)];
    if (note) this.note.show(note);
    else this.note.hide();
    this.pad.style.setProperty("--aspect", aspect);
    this.block.dataset.shape = aspect === 1 ? "square" : "wide";
    this.buttons.wide.setAttribute("aria-pressed", aspect !== 1);
    this.repaint();
  }

  // Another network reads now. A picture is read anew by its own part. Wide paper is for numbers; it
  // comes back with them.
  followNetwork() {
    const { wide } = this.buttons;
    const { numbers, colour } = latest("network");
    this.block.dataset.colour = colour; // then the pad gives way to photographs
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

  // What is read may be a picture at the moment.
  readAgain() {
    if (latest("answer")?.source !== "picture") this.changed();
  }
}
