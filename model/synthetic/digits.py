"""Digits drawn by code, for the styles that MNIST's American writers of 1992 hardly show.

Each style is a few pen strokes, as a hand would move: a 1 with a flag and a foot, a crossed 7, an
open 4, a boxy 6, a slashed 0. They are shaken, slanted and drawn with a pen from a hair to a third
of the digit's height; then they go through the same preprocessing as any picture.
"""

import numpy as np

from ..picture.mnist_format import normalise, thicken_hairlines
from .pen import MAX_PEN, MIN_PEN, handwritten, log_uniform, render
from .style_table import TABLES, Style, read_styles

STYLES = read_styles(TABLES / "digits.txt")
DIGIT_STYLES: tuple[tuple[Style, ...], ...] = tuple(
    tuple(style for style in STYLES if style.name.startswith(str(digit))) for digit in range(10)
)
DIGIT_SIDE = 128  # px of the longer side
CLOSES_UP = frozenset({0, 4, 6, 8, 9})  # under a thick pen


def draw_digits(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """`count` network inputs (N, 28, 28) uint8 and their labels (N,) int64, drawn by code."""
    random = np.random.default_rng(seed)
    labels = random.integers(0, 10, count)
    images = np.stack([normalise(thicken_hairlines(draw(label, random))) for label in labels])
    return images, labels


def draw(digit: int, random: np.random.Generator) -> np.ndarray:
    """One digit in a random style as an ink map (H, W) float32 in 0..1."""
    styles = DIGIT_STYLES[digit]
    strokes = styles[random.integers(len(styles))](random)
    strokes = handwritten(strokes, random)
    pen = log_uniform(random, MIN_PEN, MAX_PEN)
    if digit in CLOSES_UP:
        pen = min(pen, 0.22)  # a thicker pen leaves no digit
    coarse = random.random() >= 0.7
    side = int(random.integers(24, 80)) if coarse else DIGIT_SIDE
    return render(strokes, pen, side, smooth=bool(random.random() < 0.6))
