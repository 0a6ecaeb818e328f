"""Signs that stand beside digits, drawn at the height that they have there."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from ..pen import Stroke, curve, handwritten, line, log_uniform, render

SIGN_SIDE = 96  # px of the longer side of a sign
POINT_PENS = (0.5, 1.5)  # of a point, whose stroke is hardly longer than wide
SIGN_PENS = (0.05, 0.25)  # of its height, like those of digits


class Sign(NamedTuple):
    """How a sign is drawn, and where it stands beside digits of height 1.

    Attributes:
        strokes: draws it in a unit square.
        heights: the least and the greatest height of its longer side.
        bottom: where its lower edge is, from 0, the digits' top, to 1, their baseline.
        pens: the narrowest and the broadest, as a share of its longer side.
    """

    strokes: Callable[[np.random.Generator], list[Stroke]]
    heights: tuple[float, float]
    bottom: tuple[float, float]
    pens: tuple[float, float] = SIGN_PENS


def _point(r: np.random.Generator) -> list[Stroke]:
    return [line((0, 0), r.uniform(0.02, 0.3, 2))]


def _bar(r: np.random.Generator) -> list[Stroke]:
    return [curve((0, 0.5), (0.5, 0.5 + r.normal(0, 0.05)), (1, 0.5))]


def _bracket(r: np.random.Generator) -> list[Stroke]:
    side = 1 if r.random() < 0.5 else -1
    if r.random() < 0.3:
        return [line((side * 0.25, 0), (0, 0), (0, 1), (side * 0.25, 1))]
    return [curve((side * 0.25, 0), (0, 0.3), (0, 0.7), (side * 0.25, 1))]


def _slash(r: np.random.Generator) -> list[Stroke]:
    lean = r.uniform(0.35, 0.7) * (1 if r.random() < 0.8 else -1)
    return [line((lean, 0), (0, 1))]


def _equals(r: np.random.Generator) -> list[Stroke]:
    gap = r.uniform(0.25, 0.5)
    return [line((0, 0), (1, r.normal(0, 0.05))), line((0, gap), (1, gap + r.normal(0, 0.05)))]


def _times(r: np.random.Generator) -> list[Stroke]:
    return [line((0, 0), (1, 1)), line((1, 0), (0, 1))]


SIGNS = (
    Sign(_point, (0.06, 0.16), (0.95, 1.05), POINT_PENS),
    Sign(lambda r: [curve((0.3, 0), (0.35, 0.4), (0, 1))], (0.15, 0.35), (1.05, 1.25)),
    Sign(_bar, (0.3, 0.7), (0.5, 0.65)),
    Sign(_equals, (0.3, 0.7), (0.6, 0.75)),
    Sign(lambda r: [line((0.5, 0), (0.5, 1)), line((0, 0.5), (1, 0.5))], (0.4, 0.8), (0.75, 0.95)),
    Sign(_times, (0.3, 0.6), (0.8, 1.0)),
    Sign(lambda r: [line((0, 0), (0.05, 0.05)), line((0, 1), (0.05, 1.05))], (0.4, 0.6), (0.9, 1)),
    Sign(_slash, (0.9, 1.3), (1.0, 1.2)),
    Sign(_bracket, (1.0, 1.35), (1.05, 1.2)),
    Sign(lambda r: [line((0, 0), (0, 1))], (1.4, 1.8), (1.2, 1.4), (0.015, 0.1)),  # of a table
)


def draw_sign(sign: Sign, random: np.random.Generator) -> np.ndarray:
    """A sign as an ink map (H, W) float32 in 0..1."""
    strokes = handwritten(sign.strokes(random), random)
    return render(strokes, log_uniform(random, *sign.pens), SIGN_SIDE, smooth=True)
