"""Scribbles, shapes and noise from a pad or a camera, which nobody takes for a digit.

Left out are shapes that could be one: circles and squares in outline (0), crosses (an open 4),
narrow upright bars (1), scribbles of a few strokes.
"""

import cv2
import numpy as np

from ..digits import DIGIT_STYLES
from ..pen import Stroke, arc, curve, handwritten, line, log_uniform, render
from .doodles import heart_outline, star_outline

SCRIBBLE_SIDE = 128  # px
SCRIBBLE_PENS = (0.015, 0.09)  # narrowest and widest pen, of the drawing's longer side
SCRIBBLE_STRETCH = 1.3  # how much every scribble is stretched sideways


def scribbled(
    strokes: list[Stroke], r: np.random.Generator, widest: float = SCRIBBLE_PENS[1]
) -> np.ndarray:
    """Distorted pen strokes as an ink map; stretched sideways, as narrow ones resemble a 1."""
    strokes = [stroke * [SCRIBBLE_STRETCH, 1] for stroke in strokes]
    pen = log_uniform(r, SCRIBBLE_PENS[0], widest)
    strokes, side = handwritten(strokes, r), int(r.integers(50, SCRIBBLE_SIDE))
    return render(strokes, pen, side, bool(r.random() < 0.7))


def tangle(r: np.random.Generator) -> np.ndarray:
    """One long line all over the place."""
    points = [r.uniform(0, 1, 2)]
    while len(points) < 20:
        point = r.uniform(0, 1, 2)
        if np.linalg.norm(point - points[-1]) > 0.4:
            points.append(point)
    return scribbled([curve(*points)], r)


def _zigzag_stroke(r: np.random.Generator, turns: int) -> Stroke:
    along = np.linspace(0, 1, turns) + r.normal(0, 0.02, turns)
    across = np.arange(turns) % 2 + r.normal(0, 0.08, turns)
    points = np.stack([along, across], axis=1)
    return points if r.random() < 0.5 else points[:, ::-1]


def zigzag(r: np.random.Generator) -> np.ndarray:
    """To and fro, many times."""
    return scribbled([_zigzag_stroke(r, int(r.integers(8, 16)))], r)


def spiral(r: np.random.Generator) -> np.ndarray:
    """At least three turns around a centre."""
    turns = r.uniform(3, 6)
    angle = np.linspace(0, 2 * np.pi * turns, int(24 * turns)) + r.uniform(0, 2 * np.pi)
    radius = np.linspace(0.02, 0.5, len(angle))
    side = -1 if r.random() < 0.5 else 1
    points = np.stack([radius * np.cos(angle), side * radius * np.sin(angle)], axis=1)
    return scribbled([points * [1.2, 1] + 0.5], r, widest=0.2 / turns)


def hatching(r: np.random.Generator) -> np.ndarray:
    """Parallel lines side by side."""
    count = int(r.integers(5, 11))
    lean = r.uniform(-0.25, 0.25)
    strokes = [
        line((x + r.normal(0, 0.02), r.normal(0, 0.05)), (x + lean, 1 + r.normal(0, 0.05)))
        for x in np.linspace(0, 1, count)
    ]
    return scribbled(strokes if r.random() < 0.5 else [one[:, ::-1] for one in strokes], r, 0.06)


def grid(r: np.random.Generator) -> np.ndarray:
    """Lines across lines."""
    rows, columns = (np.linspace(0, 1, int(r.integers(3, 6))) for _ in range(2))
    upright = [line((x, 0), (x, 1)) for x in columns]
    return scribbled([*upright, *(line((0, y), (1, y)) for y in rows)], r, 0.06)


def dashes(r: np.random.Generator) -> np.ndarray:
    """Short strokes in all directions, each by itself or across another."""
    strokes = []
    for centre in r.uniform(0, 1, (int(r.integers(8, 15)), 2)):
        angle, bow = r.uniform(0, np.pi), r.normal(0, 0.08)
        along = np.array([np.cos(angle), np.sin(angle)]) * r.uniform(0.06, 0.25)
        across = np.array([-along[1], along[0]])
        strokes.append(curve(centre - along, centre + across * bow * 4, centre + along))
    return scribbled(strokes, r, 0.07)


def bars(r: np.random.Generator) -> np.ndarray:
    """One to three lines across, as a dash or an equals sign; thick or thin."""
    count, length = int(r.integers(1, 4)), r.uniform(1.2, 2.5)
    strokes = [line((0, y), (length / 2, y), (length, y)) for y in np.arange(count) * 0.35]
    return scribbled(strokes, r, 0.2 if count == 1 else 0.06)


def crossed_out(r: np.random.Generator) -> np.ndarray:
    """A digit struck through to and fro."""
    styles = DIGIT_STYLES[r.integers(10)]
    digit = styles[r.integers(len(styles))](r)
    return scribbled([*digit, _zigzag_stroke(r, int(r.integers(9, 14))) * 1.3 - 0.15], r, 0.06)


def _triangle(r: np.random.Generator) -> Stroke:
    return line((0, 1), (r.uniform(0.42, 0.58), 0), (1, 1), (0, 1))


def _disc(r: np.random.Generator) -> Stroke:
    return arc((0.5, 0.5), (0.5, 0.5), 0, 360)


def _blob(r: np.random.Generator) -> Stroke:
    """A circle whose radius wanders."""
    angle = np.linspace(0, 2 * np.pi, 60)
    waves = sum(np.sin(k * angle + r.uniform(0, 6)) * r.uniform(0, 0.35) / k for k in range(2, 7))
    return ((1 + waves) * np.stack([np.cos(angle), np.sin(angle)])).T / 2


def filled(r: np.random.Generator) -> np.ndarray:
    """A disc, square, triangle, star, heart or blob, filled; never narrow, as a thick 1 is."""
    square = line((0, 0), (1, 0), (1, 1), (0, 1))
    shapes = (_disc(r), square, _triangle(r), star_outline(r.uniform(0.18, 0.25)))
    outlines = (*shapes, heart_outline(r), _blob(r), _blob(r))
    outline = outlines[r.integers(len(outlines))] * [r.uniform(1.0, 1.7), 1]
    turn = r.normal(0, 0.15)
    outline = outline @ np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    low, high = outline.min(axis=0), outline.max(axis=0)
    pixels = ((outline - low) / (high - low).max() * SCRIBBLE_SIDE).astype(np.int32)
    canvas = np.zeros((SCRIBBLE_SIDE + 1, SCRIBBLE_SIDE + 1), np.float32)
    return cv2.fillPoly(canvas, [pixels], 1.0, cv2.LINE_8)


def dots(r: np.random.Generator) -> np.ndarray:
    """A handful of dots, each by itself."""
    canvas = np.zeros((SCRIBBLE_SIDE, SCRIBBLE_SIDE), np.float32)
    for x, y in r.uniform(12, SCRIBBLE_SIDE - 12, (int(r.integers(8, 20)), 2)):
        cv2.circle(canvas, (int(x), int(y)), int(r.integers(2, 9)), 1.0, cv2.FILLED)
    return canvas


def patches(r: np.random.Generator) -> np.ndarray:
    """Smooth noise, cut off at a level: a camouflage of spots."""
    side = int(r.integers(28, 80))
    noise = cv2.GaussianBlur(
        r.normal(size=(side, side)).astype(np.float32), (0, 0), side / r.uniform(18, 28)
    )
    return (noise > np.quantile(noise, r.uniform(0.35, 0.65))).astype(np.float32)


def blocks(r: np.random.Generator) -> np.ndarray:
    """Squares of random grey or black and white."""
    squares = r.uniform(0, 1, (int(r.integers(8, 13)), int(r.integers(8, 13)))).astype(np.float32)
    if r.random() < 0.5:
        squares = (squares < r.uniform(0.35, 0.65)).astype(np.float32)
    return cv2.resize(squares, (60, 60), interpolation=cv2.INTER_NEAREST)


def gradient(r: np.random.Generator) -> np.ndarray:
    """A patch of paper in uneven light."""
    y, x = np.mgrid[0:1:40j, 0:1:40j].astype(np.float32)
    angle = r.uniform(0, 2 * np.pi)
    ramp = 0.5 + (x - 0.5) * np.cos(angle) / 2 + (y - 0.5) * np.sin(angle) / 2
    return np.clip(ramp + r.normal(0, r.uniform(0, 0.2), ramp.shape), 0, 1).astype(np.float32)


TRAINING_SCRIBBLES = (
    *(tangle, zigzag, spiral, hatching, grid, dashes, bars, crossed_out),
    *(filled, filled, dots, patches, blocks, gradient),
)
