"""Invented characters: a few strokes put together by chance, as of scripts that nobody writes.

After Lake, Salakhutdinov & Tenenbaum, "Human-level concept learning through probabilistic program
induction" (Science 2015): a character is a row of simple strokes, each of which begins anywhere,
at the start or the end of an earlier one, or somewhere along it.
"""

import numpy as np

from ..pen import Stroke, arc, curve, handwritten, line, log_uniform, render

FEWEST, MOST = 3, 5  # strokes; two make a digit too often
PEN = (0.03, 0.16)  # narrowest and widest pen, of the character's longer side
ANYWHERE = 0.25  # share of strokes that begin apart from all others
NARROW = 0.4  # of the height: a narrower one is a 1 to anyone
SIZES = (0.35, 1.0)  # of a stroke, where the character is about 1 high


def invented_character(random: np.random.Generator) -> np.ndarray:
    """A character of no script as an ink map (H, W) float32 in 0..1."""
    while np.ptp(np.concatenate(strokes := _composed(random)), axis=0)[0] < NARROW:
        pass
    strokes = handwritten(strokes, random)
    pen = log_uniform(random, *PEN)
    return render(strokes, pen, int(random.integers(40, 128)), bool(random.random() < 0.7))


def _composed(random: np.random.Generator) -> list[Stroke]:
    strokes: list[Stroke] = []
    for _ in range(int(random.integers(FEWEST, MOST + 1))):
        stroke = _turned(SHAPES[random.integers(len(SHAPES))](random), random)
        strokes.append(stroke - stroke[0] + _beginning(strokes, random))
    return _as_one(strokes)


def _beginning(strokes: list[Stroke], random: np.random.Generator) -> np.ndarray:
    """Where a stroke begins: anywhere, or on one of those before it."""
    if not strokes or random.random() < ANYWHERE:
        return random.uniform(0, 1, 2)
    earlier = strokes[random.integers(len(strokes))]
    return earlier[random.choice([0, -1, random.integers(len(earlier))])]


def _turned(stroke: Stroke, random: np.random.Generator) -> Stroke:
    """A stroke of any size, mirrored or not, most often upright or lying."""
    angle = random.integers(4) * np.pi / 2 + random.normal(0, 0.25)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    mirror = [random.choice([-1, 1]), 1]
    return stroke * mirror @ turn * random.uniform(*SIZES)


def _as_one(strokes: list[Stroke]) -> list[Stroke]:
    """All strokes in a unit square, keeping their shape."""
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    return [(stroke - low) / (high - low).max() for stroke in strokes]


def _straight(r: np.random.Generator) -> Stroke:
    return np.linspace((0, 0), (0, 1), 5)


def _bow(r: np.random.Generator) -> Stroke:
    return arc((0, 0.5), (r.uniform(0.15, 0.5), 0.5), -90, 90)


def _corner(r: np.random.Generator) -> Stroke:
    return line((0, 0), (0, 1), (r.uniform(0.3, 1), 1 + r.normal(0, 0.15)))


def _hook(r: np.random.Generator) -> Stroke:
    return curve((0, 0), (0, 0.6), (r.uniform(0.1, 0.25), 1), (r.uniform(0.3, 0.6), 0.8))


def _swing(r: np.random.Generator) -> Stroke:
    left, right = r.uniform(0.2, 0.5, 2)
    return curve((0, 0), (right, 0.25), (0, 0.5), (-left, 0.75), (0, 1))


def _peaks(r: np.random.Generator) -> Stroke:
    return line((0, 0), (0.3, r.uniform(0.4, 1)), (0.6, 0), (0.9, r.uniform(0.4, 1)))


def _loop(r: np.random.Generator) -> Stroke:
    size = r.uniform(0.12, 0.4)
    return arc((0, 0), (size, size * r.uniform(0.7, 1.3)), 0, r.uniform(270, 380))


def _tick(r: np.random.Generator) -> Stroke:
    return np.linspace((0, 0), (0, r.uniform(0.15, 0.4)), 3)


SHAPES = (_straight, _straight, _bow, _bow, _corner, _hook, _swing, _peaks, _loop, _tick)
