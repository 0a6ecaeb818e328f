"""Drawings read in the browser, and compared with what the server would answer."""

import base64
from collections.abc import Iterator, Sequence
from typing import Any

import cv2
import numpy as np
from playwright.sync_api import Page

from model import Predictor
from model.synthetic.pen import handwritten, log_uniform, render
from model.synthetic.style_table import TABLES, read_styles
from ui.device import networks
from ui.draw.pad.sketchpad import PAD_HEIGHT, PAD_WIDTHS, drawn
from ui.parts.scripts import SCRIPTS_VERSION
from ui.reading.turned import turn_to_read
from ui.shipped import second

Facts = dict[str, Any]
AT_ONCE = 100  # drawings that are sent to the browser

READ = """async ([scripts, address, drawings]) => {
  if (!window.deviceReader) {
    const { Shipped } = await import(new URL(scripts, document.baseURI));
    const response = await fetch(new URL(address, document.baseURI));
    window.deviceReader = new Shipped(await response.arrayBuffer()).reader({});
  }
  return drawings.map(({ ink, width, height }) => {
    const levels = Uint8Array.from(atob(ink), (letter) => letter.charCodeAt(0));
    const drawing = { ink: levels, width, height };
    const start = performance.now();
    let early;
    const found = window.deviceReader.read(drawing, () => { early = performance.now() - start; });
    if (typeof found === "string") return { kind: found };
    const second = window.deviceReader.opinion(found.way.input);
    const whole = performance.now() - start;
    const { left, top, right, bottom } = found.part.box;
    return {
      kind: "digit", early, whole,
      input: [...found.way.input],
      probabilities: [...found.judgement.probabilities],
      outlier: found.judgement.outlier,
      reason: found.reason,
      box: [left, top, right, bottom],
      frame: ["left", "top", "right", "bottom"].map((name) => found.way.frame[name]),
      second: second.isRefused ? null : second.probabilities.indexOf(
        Math.max(...second.probabilities)),
      turn: found.reason ? window.deviceReader.turn(drawing) : null,
    };
  });
}"""


def read_on_device(page: Page, inks: Sequence[np.ndarray]) -> Iterator[Facts]:
    """What the scripts of the page find in drawings, each (H, W) uint8 of ink on 0."""
    scripts = f"scripts/{SCRIPTS_VERSION}/device/worker/shipped.js"
    for start in range(0, len(inks), AT_ONCE):
        drawings = [
            {
                "ink": base64.b64encode(ink.tobytes()).decode(),
                "width": ink.shape[1],
                "height": ink.shape[0],
            }
            for ink in inks[start : start + AT_ONCE]
        ]
        yield from page.evaluate(READ, [scripts, networks.ADDRESS, drawings])


def differences(predictor: Predictor, ink: np.ndarray, facts: Facts) -> list[str]:
    """How an answer of the device differs from the server's; none if the server is needed."""
    if facts["kind"] == "server":
        return []
    picture = drawn(255 - ink)
    reading = predictor.read(picture)
    expected = reading.foremost
    if facts["kind"] == "blank":
        return [] if expected.reason == "blank" else ["blank"]
    label = None if facts["reason"] else str(int(np.argmax(facts["probabilities"])))
    far = np.abs(np.array(facts["input"]) - expected.model_input.ravel().astype(int)).max()
    shares = np.array(list(expected.probabilities.values()))
    opinion = second(predictor.dataset.name)
    judged = opinion.judge(expected.model_input[None])
    refused = judged.outlier[0] > opinion.refusal_threshold
    other = None if refused else int(judged.probabilities[0].argmax())
    quarters = turn_to_read(predictor, picture).quarters if expected.reason else 0
    turn = facts["turn"] or {"quarters": 0}
    moved = np.abs(np.subtract(facts["frame"], expected.frame or 0)).max()
    return [
        what
        for what, differs in (
            ("several digits", len(reading.digits) > 1),
            ("input", far > 1),
            ("label", label != expected.label),
            ("reason", facts["reason"] != expected.reason),
            ("probabilities", np.abs(shares - facts["probabilities"]).max() > 0.005),
            ("box", tuple(facts["box"]) != expected.box),
            ("frame", moved > 0.01),
            ("second opinion", other != facts["second"]),
            ("turn", turn != "server" and turn["quarters"] != quarters),
        )
        if differs
    ]


def as_ink(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A 28×28 test image as ink of any size at any place of the pad, as a pen leaves it."""
    side = int(random.integers(40, PAD_HEIGHT))
    large = cv2.resize(image, (side, side), interpolation=cv2.INTER_LINEAR)
    crisp = np.clip(large.astype(float) * 2 - 128, 0, 255).astype(np.uint8)
    return _placed(crisp, random)


def drawings(count: int, seed: int) -> list[np.ndarray]:
    """Drawings of digits, letters and doodles as ink (H, W) uint8, on square and wide paper.

    Pens are of all widths; some drawings are cut by the border, half erased, faint, or dots.
    """
    random = np.random.default_rng(seed)
    tables = ("digits", "letters", "doodles", "fragments")
    styles = [style for name in tables for style in read_styles(TABLES / f"{name}.txt")]
    found = []
    for _ in range(count):
        strokes = handwritten(styles[random.integers(len(styles))](random), random)
        side = int(random.integers(20, PAD_HEIGHT - 40))
        pen = log_uniform(random, 0.02, 0.25)
        levels = np.rint(255 * render(strokes, min(pen, 20 / side), side, smooth=True))
        ink = _placed(levels.astype(np.uint8), random, PAD_WIDTHS[random.integers(2)])
        found.append(_spoiled(ink, random))
    return found


def _spoiled(ink: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Some drawings as they are, others erased in part, faint, moved over the border, or a dot."""
    height, width = ink.shape
    match random.integers(8):
        case 0:  # erased along a line
            points = random.integers(0, height, (2, 2)).tolist()
            cv2.line(ink, *points, 0, int(random.integers(6, 40)), cv2.LINE_AA)
        case 1:
            ink = (ink * random.uniform(0.3, 1)).astype(np.uint8)
        case 2:
            ink = np.roll(ink, random.integers(0, height, 2).tolist(), (0, 1))
            ink[: height // 4] = 0
        case 3:
            ink = np.zeros_like(ink)
            centre = random.integers(20, height - 20, 2).tolist()
            cv2.circle(ink, centre, int(random.integers(1, 20)), 255, -1, cv2.LINE_AA)
        case 4:  # a long hairline
            ink = np.zeros_like(ink)
            ends = [[0, int(random.integers(height))], [width, int(random.integers(height))]]
            cv2.line(ink, *ends, 255, 1, cv2.LINE_AA)
    return ink


def _placed(ink: np.ndarray, random: np.random.Generator, across: int = PAD_HEIGHT) -> np.ndarray:
    """Ink at a random place of the pad, or as much of it as fits."""
    paper = np.zeros((PAD_HEIGHT, across), np.uint8)
    ink = ink[: paper.shape[0], : paper.shape[1]]
    top, left = (
        int(random.integers(0, most - side + 1))
        for side, most in zip(ink.shape, paper.shape, strict=True)
    )
    paper[top : top + ink.shape[0], left : left + ink.shape[1]] = ink
    return paper
