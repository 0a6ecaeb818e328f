"""Tiles of a row: digits and what is none, each with its label and its place beside the others.

Digits come from MNIST's training images, drawn by code and printed, some of them broken by a pen
that skipped. What is no digit is one of the kinds that refusal is trained with, or a sign.
"""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from ...networks.row import NO_DIGIT
from ...picture.mnist_format import tight_box
from ..digits import draw
from ..pages.writing import enlarged
from ..printed import print_character
from .signs import SIGNS, draw_sign

DIGIT_SOURCES = (0.6, 0.28, 0.12)  # shares of MNIST, drawn and printed
STROKE_LEVELS = (0.3, 0.7)  # of enlarged digits: where the edge of the pen lies
DIGIT_HEIGHTS = (0.78, 1.0)  # of the row's
SMALL_SHARE = 0.05  # of the digits: exponents, indices …
SMALL_HEIGHTS = (0.45, 0.75)  # … which are so high
BROKEN_SHARE = 0.08  # of the digits
SIGN_SHARE = 0.5  # of what is no digit in a row of several; of a single thing SINGLE_SIGN_SHARE
SINGLE_SIGN_SHARE = 0.2
OUTLIER_HEIGHTS = (0.5, 1.2)  # of what is neither a digit nor a sign


class Tile(NamedTuple):
    """One thing in a row.

    Attributes:
        ink: (h, w) float32 in 0..1, tight.
        label: 0 to 9, or NO_DIGIT.
        height: of its ink, as a share of the row's.
        bottom: of its ink: 0 is the top of the row's digits, 1 their baseline.
        may_touch: whether a neighbour may touch it and both can still be told.
    """

    ink: np.ndarray
    label: int
    height: float
    bottom: float
    may_touch: bool


class Tiles:
    """Draws tiles.

    Args:
        digits, labels: (N, 28, 28) uint8 and (N,) of MNIST's training half.
        outliers: ink (h, w) uint8 of things that are no digit and do not look like one.
    """

    def __init__(
        self, digits: np.ndarray, labels: np.ndarray, outliers: Sequence[np.ndarray]
    ) -> None:
        self.digits, self.labels, self.outliers = digits, labels, outliers

    def digit(self, random: np.random.Generator, source: int | None = None) -> Tile:
        """A digit; `source` is an index of DIGIT_SOURCES, None for any."""
        if source is None:
            source = some_source(random)
        label = int(random.integers(10))
        if source == 0:
            number = int(random.integers(len(self.digits)))
            label = int(self.labels[number])
            ink = enlarged(self.digits[number], random.uniform(*STROKE_LEVELS))
        elif source == 1:
            ink = draw(label, random)
        else:
            ink = print_character(str(label), random)
        ink = _tight(ink)
        if random.random() < BROKEN_SHARE:
            ink = _broken(ink, random)
        if random.random() < SMALL_SHARE:
            return Tile(ink, label, random.uniform(*SMALL_HEIGHTS), random.uniform(0.5, 1), True)
        height = random.uniform(*DIGIT_HEIGHTS)
        flat = ink.shape[0] < 0.6 * ink.shape[1]  # a flat digit would be far too broad
        return Tile(ink, label, height * (0.7 if flat else 1), 1 + random.normal(0, 0.05), True)

    def no_digit(self, random: np.random.Generator, signs: float = SIGN_SHARE) -> Tile:
        """A sign, at a share of `signs`, or another thing that is no digit."""
        if random.random() < signs:
            sign = SIGNS[random.integers(len(SIGNS))]
            ink = _tight(draw_sign(sign, random))
            side = random.uniform(*sign.heights)
            height = side * ink.shape[0] / max(ink.shape)
            return Tile(ink, NO_DIGIT, height, random.uniform(*sign.bottom), False)
        ink = _tight(
            self.outliers[int(random.integers(len(self.outliers)))].astype(np.float32) / 255
        )
        height = random.uniform(*OUTLIER_HEIGHTS) * min(1, 1.5 * ink.shape[0] / ink.shape[1])
        return Tile(ink, NO_DIGIT, height, 1 + random.normal(0, 0.05), True)


def some_source(random: np.random.Generator) -> int:
    """An index of DIGIT_SOURCES."""
    return int(random.choice(len(DIGIT_SOURCES), p=DIGIT_SOURCES))


def _tight(ink: np.ndarray) -> np.ndarray:
    left, top, width, height = tight_box(ink)
    return ink[top : top + max(1, height), left : left + max(1, width)]


def _broken(ink: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Ink (H, W) with gaps across its strokes, as a pen that skips or a coarse print leaves."""
    height, width = ink.shape
    gaps = np.zeros((height, width), np.uint8)
    thick = max(1, round(max(height, width) * random.uniform(0.03, 0.1)))
    for _ in range(random.integers(1, 4)):
        x, y = random.uniform(0, width), random.uniform(0, height)
        angle, reach = random.uniform(0, np.pi), 0.25 * max(height, width)
        start, end = (
            (round(x + sign * reach * np.cos(angle)), round(y + sign * reach * np.sin(angle)))
            for sign in (-1, 1)
        )
        cv2.line(gaps, start, end, (1,), thick)
    left = ink * (1 - gaps)
    # Less than this of a digit may be none; it stays whole then.
    return _tight(left) if left.sum() > 0.8 * ink.sum() else ink
