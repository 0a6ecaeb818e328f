"""Invented characters: random combinations of a few strokes, as of unknown scripts.

After Lake, Salakhutdinov & Tenenbaum, "Human-level concept learning through probabilistic program
induction" (Science 2015): a character is a sequence of simple strokes, each of which begins at a
random place, or at the start, the end or another point of an earlier stroke.
"""

import numpy as np

from ..pen import Stroke, handwritten, log_uniform, render
from ..style_table import TABLES, read_styles

FRAGMENTS = read_styles(TABLES / "fragments.txt")

MIN_STROKES, MAX_STROKES = 3, 5  # of two strokes too many are digits
INVENTED_PENS = (0.03, 0.16)  # narrowest and widest pen, of the character's longer side
DETACHED_SHARE = 0.25  # share of strokes that begin apart from all others
MIN_WIDTH = 0.4  # of the height: a narrower one is a 1 to anyone
STROKE_SIZES = (0.35, 1.0)  # of a stroke, where the character is about 1 high


def invented_character(random: np.random.Generator) -> np.ndarray:
    """A character of no script as an ink map (H, W) float32 in 0..1."""
    while np.ptp(np.concatenate(strokes := _composed(random)), axis=0)[0] < MIN_WIDTH:
        pass
    strokes = handwritten(strokes, random)
    pen = log_uniform(random, *INVENTED_PENS)
    return render(strokes, pen, int(random.integers(40, 128)), bool(random.random() < 0.7))


def _composed(random: np.random.Generator) -> list[Stroke]:
    strokes: list[Stroke] = []
    for _ in range(int(random.integers(MIN_STROKES, MAX_STROKES + 1))):
        stroke = _turned(FRAGMENTS[random.integers(len(FRAGMENTS))](random)[0], random)
        strokes.append(stroke - stroke[0] + _beginning(strokes, random))
    return _as_one(strokes)


def _beginning(strokes: list[Stroke], random: np.random.Generator) -> np.ndarray:
    """Where a stroke begins: anywhere, or on one of those before it."""
    if not strokes or random.random() < DETACHED_SHARE:
        return random.uniform(0, 1, 2)
    earlier = strokes[random.integers(len(strokes))]
    return earlier[random.choice([0, -1, int(random.integers(len(earlier)))])]


def _turned(stroke: Stroke, random: np.random.Generator) -> Stroke:
    """A stroke of any size, mirrored or not, most often upright or lying."""
    angle = random.integers(4) * np.pi / 2 + random.normal(0, 0.25)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    mirror = [random.choice([-1, 1]), 1]
    return stroke * mirror @ turn * random.uniform(*STROKE_SIZES)


def _as_one(strokes: list[Stroke]) -> list[Stroke]:
    """All strokes in a unit square, keeping their shape."""
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    return [(stroke - low) / (high - low).max() for stroke in strokes]
