"""Pieces of a part in which several digits touch, parted along the path of least ink.

The path from top to bottom is found by dynamic programming, so that it can bend around slanted
digits (as in Tseng & Chen 1998 for Chinese); the row network's peaks say between which columns.
"""

from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np

from ..picture.part import Part, tight

PATH_HEIGHT = 48  # px of the height at which paths are sought
SLOPE = 0.02  # of a pixel's ink: what a step to the side costs, so a straight path wins


def pieces_of(part: Part, peaks: Sequence[float]) -> list[Part]:
    """A piece for each peak, from left to right; fewer where a piece would have no ink.

    `peaks` are columns of the ink map, at least one.
    """
    scale = min(1.0, PATH_HEIGHT / part.height)
    size = (max(1, round(part.width * scale)), max(1, round(part.height * scale)))
    small = cv2.resize(part.mask.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    pieces, rest = [], part.mask
    columns = np.arange(part.width)
    for one, other in pairwise(peaks):
        start, stop = (round((peak - part.left) * scale) for peak in (one, other))
        start = min(max(0, start), small.shape[1] - 1)
        path = start + _cheapest_path(small[:, start : max(start + 1, stop)])  # (h,)
        heights = np.linspace(0, 1, part.height), np.linspace(0, 1, len(path))
        across = (np.interp(*heights, path) + 0.5) / scale
        is_left = columns < across[:, None]
        pieces.append(rest * is_left)
        rest = rest * ~is_left
    return [tight(part, piece) for piece in (*pieces, rest) if piece.any()]


def _cheapest_path(ink: np.ndarray) -> np.ndarray:
    """The columns (h,) of the path from top to bottom of (h, w) that crosses the least ink."""
    height, width = ink.shape
    cost, steps = ink[0], np.zeros(ink.shape, np.int64)
    padded = np.full(width + 2, np.inf, np.float32)
    for row in range(1, height):
        padded[1:-1] = cost
        ways = np.stack([cost, padded[:-2] + SLOPE, padded[2:] + SLOPE])
        steps[row] = np.array([0, -1, 1])[ways.argmin(axis=0)]
        cost = ways.min(axis=0) + ink[row]
    path = np.empty(height, np.int64)
    path[-1] = cost.argmin()
    for row in range(height - 1, 0, -1):
        path[row - 1] = path[row] + steps[row, path[row]]
    return path
