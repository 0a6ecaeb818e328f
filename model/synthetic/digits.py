"""Digits drawn by code in styles that are rare in MNIST, whose writers were American.

The styles are a table of strokes, `styles/digits.txt`: a 1 with a flag and a foot, a crossed 7, an
open 4, a boxy 6, a slashed 0. The strokes are distorted and drawn with a pen of 2 to 30 % of the
digit's height; then the picture is preprocessed like any other.
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
CLOSES_UP = frozenset({0, 4, 6, 8, 9})  # digits whose holes a thick pen would fill


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
