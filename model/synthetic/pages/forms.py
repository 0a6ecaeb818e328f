"""Forms: writing in cells, boxes and combs, over bars and in rings, all of which are no ink."""

import cv2
import numpy as np

from ..pen import log_uniform
from .writing import Pen, glyph, paste

CELL_HEIGHTS = (0.1, 0.5)  # of the page's shorter side
DIGIT_HEIGHTS = (0.45, 0.9)  # of its cell's
FILLED_SHARES = (0.5, 1.0)  # of the cells of a form that hold writing
LINE_WIDTHS = (0.01, 0.03)  # of a cell's height


def write_form(
    random: np.random.Generator, shape: tuple[int, int], pen: Pen, digits: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Writing (H, W) float32 in 0..1, and the printed lines around it, the same."""
    written: np.ndarray = np.zeros(shape, np.float32)
    lines = np.zeros(shape, np.uint8)
    high = log_uniform(random, *CELL_HEIGHTS) * min(shape)
    wide = min(high * random.uniform(0.7, 2.2), shape[1])
    thick = max(1, round(high * log_uniform(random, *LINE_WIDTHS)))
    rows, columns = max(1, int(shape[0] // high)), max(1, int(shape[1] // wide))
    rows, columns = int(random.integers(1, rows + 1)), int(random.integers(1, columns + 1))
    top = random.uniform(0, max(0.0, shape[0] - rows * high))
    left = random.uniform(0, max(0.0, shape[1] - columns * wide))
    kind = int(random.integers(4))
    filled = random.uniform(*FILLED_SHARES)
    for row in range(rows):
        for column in range(columns):
            corner = left + column * wide, top + row * high
            _print_cell(random, lines, kind, corner, (wide, high), thick)
            # An empty ring or a box alone could be a 0 to anybody.
            if random.random() < filled or kind == 3 or rows * columns == 1:
                _write_in_cell(random, written, corner, (wide, high), pen, digits)
    return written, lines.astype(np.float32) / 255


def _print_cell(
    random: np.random.Generator,
    lines: np.ndarray,
    kind: int,
    corner: tuple[float, float],
    size: tuple[float, float],
    thick: int,
) -> None:
    """The lines of one cell: a box of a table, a box of its own, a bar below, or a ring."""
    (left, top), (wide, high) = corner, size
    inset = 0.0 if kind == 0 else random.uniform(0.02, 0.08) * high
    start = (round(left + inset), round(top + inset))
    stop = (round(left + wide - inset), round(top + high - inset))
    if kind < 2:
        cv2.rectangle(lines, start, stop, (255,), thick)
    elif kind == 2:
        cv2.line(lines, (start[0], stop[1]), stop, (255,), thick)
    else:
        middle = (round(left + wide / 2), round(top + high / 2))
        axes = (round(wide / 2 - inset), round(high / 2 - inset))
        cv2.ellipse(lines, middle, axes, 0, 0, 360, (255,), thick, cv2.LINE_AA)


def _write_in_cell(
    random: np.random.Generator,
    written: np.ndarray,
    corner: tuple[float, float],
    size: tuple[float, float],
    pen: Pen,
    digits: np.ndarray,
) -> None:
    """One digit or a few in a cell; they may touch its lines."""
    (left, top), (wide, high) = corner, size
    side = high * random.uniform(*DIGIT_HEIGHTS)
    x = left + random.uniform(0.05, 0.3) * wide
    y = top + random.uniform(0.02, 0.98) * (high - side)
    for _ in range(random.integers(1, 4)):
        one = glyph(random, side, pen, digits)
        if x + one.shape[1] > left + wide * 1.02:
            return
        paste(written, one, round(x), round(y + side - one.shape[0]))
        x += one.shape[1] + random.uniform(0.02, 0.3) * side
