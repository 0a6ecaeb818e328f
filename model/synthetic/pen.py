"""Pen strokes in a unit square (x right, y down): shapes, distortion and drawing."""

from collections.abc import Sequence

import cv2
import numpy as np

Stroke = np.ndarray  # (N, 2) float64 points of one pen stroke
Pair = Sequence[float] | np.ndarray  # x and y, of a point or of the radii of an ellipse

MIN_PEN, MAX_PEN = 0.02, 0.3  # width of a pen, as a share of the height of the drawing
MAX_BEND = 0.035  # amplitude of the smooth distortion, as a share of that height
MAX_TREMBLE = 0.012  # largest standard deviation of the noise of each point, likewise


def log_uniform(random: np.random.Generator, low: float, high: float) -> float:
    """A random number whose logarithm is uniform between two bounds."""
    return float(np.exp(random.uniform(np.log(low), np.log(high))))


def handwritten(strokes: list[Stroke], random: np.random.Generator) -> list[Stroke]:
    """Distort strokes as handwriting: bend each one, then slant, turn and stretch all together."""
    slant, turn = random.normal(0, 0.18), random.normal(0, 0.09)
    width = np.exp(random.uniform(-0.45, 0.3))
    lean = np.array([[width, -slant], [0, 1]])
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    waves = random.normal(0, 4, (3, 2))  # radians per digit's height
    phases = random.uniform(0, 2 * np.pi, (3, 2))
    tremble = random.uniform(0, MAX_TREMBLE)

    def bend(stroke: Stroke) -> Stroke:
        swing = np.sin((stroke @ waves.T)[:, :, None] + phases).sum(axis=1)  # (N, 2)
        return stroke + MAX_BEND * swing + random.normal(0, tremble, stroke.shape)

    return [(bend(stroke) - 0.5) @ (spin @ lean).T for stroke in strokes]


def render(strokes: list[Stroke], pen: float, side: int, smooth: bool) -> np.ndarray:
    """An ink map of strokes; their longer side takes `side` px, and `pen` is a share of it."""
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    extent = max(float((high - low).max()), 0.1)
    thickness = max(1, round(pen * side))
    scale = side / extent
    canvas = np.zeros((side + 2 * thickness + 4, side + 2 * thickness + 4), np.uint8)
    for stroke in strokes:
        pixels = ((stroke - low) * scale + thickness + 2) * 16
        kind = cv2.LINE_AA if smooth else cv2.LINE_8
        cv2.polylines(canvas, [pixels.astype(np.int32)], False, 255, thickness, kind, shift=4)
    return canvas.astype(np.float32) / max(1, int(canvas.max()))


def line(*points: Pair) -> Stroke:
    """A stroke of straight pieces."""
    return np.array(points, float)


def curve(*points: Pair) -> Stroke:
    """A smooth stroke through points (Catmull & Rom 1974)."""
    knots = np.array([points[0], *points, points[-1]], float)
    t = np.linspace(0, 1, 9)[:-1, None]
    pieces = []
    for a, b, c, d in zip(knots, knots[1:], knots[2:], knots[3:], strict=False):
        pieces.append(
            0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2)
            + 0.5 * (3 * b - a - 3 * c + d) * t**3
        )
    return np.concatenate([*pieces, knots[-1:]])


def arc(centre: Pair, radius: Pair, start: float, stop: float) -> Stroke:
    """A piece of an ellipse; degrees from the right, clockwise as y points down."""
    angle = np.radians(np.linspace(start, stop, max(4, int(abs(stop - start) / 15))))
    return np.stack(
        [centre[0] + radius[0] * np.cos(angle), centre[1] + radius[1] * np.sin(angle)], axis=1
    )


def circle(random: np.random.Generator, x: float, y: float, radius: float) -> Stroke:
    """A circle with a random start, which is not closed exactly."""
    start = random.uniform(0, 360)
    return arc((x, y), (radius, radius), start, start + 360 + random.normal(0, 10))


def join(*strokes: Stroke) -> Stroke:
    """One stroke after the other without lifting the pen."""
    return np.concatenate(strokes)
