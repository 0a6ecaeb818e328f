"""Cuts between digits that touch.

Over-segmentation: every place where two digits may touch is cut, and the network judges the pieces
(Matan et al. 1992; LeCun et al. 1998, "Gradient-based learning applied to document recognition",
section V). A cut is the path from top to bottom that crosses the least ink, found by dynamic
programming, so that it can bend around slanted digits (as in Tseng & Chen 1998 for Chinese).
"""

import cv2
import numpy as np

from .candidate import Candidate

WIDE = 0.75  # of its height: a narrower group is not two digits
WIDEST = 20.0  # of its height: a wider one is a line, not a row of touching digits
SMALL_SIDE = 48  # px of the height at which paths are sought
BAND = 0.12  # of the height: each path keeps within a band so wide
STEP = 0.12  # of the height from one band to the next
LEAST_PIECE = 0.12  # of the height: a narrower piece is no digit …
LEAST_STROKES = 0.8  # … nor one that is narrower than the pen
MOST_CROSSED = 5.0  # stroke widths of ink that a path may cross …
MOST_OF_HEIGHT = 0.6  # … and share of the height: digits touch in places, a dash all along


def cut(part: Candidate) -> list[Candidate]:
    """The pieces of a group from left to right, cut wherever two digits may touch."""
    if not WIDE <= part.width / part.height <= WIDEST:
        return [part]
    scale = min(1.0, SMALL_SIDE / part.height)
    size = (max(4, round(part.width * scale)), max(4, round(part.height * scale)))
    small = cv2.resize(part.mask.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    paths = _paths(small, part.stroke * scale)
    if not paths:
        return [part]
    pieces, rest = [], part.mask
    columns = np.arange(part.width)
    for path in paths:
        across = np.interp(np.linspace(0, 1, part.height), np.linspace(0, 1, len(path)), path)
        is_left = columns < (across / size[0] * part.width)[:, None]
        pieces.append(rest * is_left)
        rest = rest * ~is_left
    pieces.append(rest)
    return [_tight(part, piece) for piece in pieces if piece.any()]


def _paths(small: np.ndarray, stroke: float) -> list[np.ndarray]:
    """Cutting paths through (h, w) ink of a stroke width, each (h,) columns, left to right."""
    height, width = small.shape
    band = max(2, round(BAND * height))
    least = max(1, round(max(LEAST_PIECE * height, LEAST_STROKES * stroke)))
    most = min(MOST_CROSSED * max(1.5, stroke), MOST_OF_HEIGHT * height)
    lefts = np.arange(least, width - least - band + 1, max(1, round(STEP * height)))
    if not lefts.size:
        return []
    windows = np.lib.stride_tricks.sliding_window_view(small, band, axis=1)[:, lefts]
    costs, columns = _cheapest_paths(windows)
    chosen: list[np.ndarray] = []
    for index in np.argsort(costs, kind="stable"):
        if costs[index] > most:
            break
        path = columns[:, index] + lefts[index]
        if all(np.all(path - other >= least) or np.all(other - path >= least) for other in chosen):
            chosen.append(path)
    return sorted(chosen, key=lambda path: float(path.mean()))


def _cheapest_paths(ink: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Ink crossed by the best path from top to bottom of N bands, and its columns.

    `ink` is (h, N, w); the costs are (N,), the columns (h, N) int64.
    """
    height, bands, width = ink.shape
    slope = 0.02  # a straight path wins among equals
    cost, steps = ink[0], np.empty(ink.shape, np.int64)
    padded = np.full((bands, width + 2), np.inf, np.float32)
    for row in range(1, height):
        padded[:, 1:-1] = cost
        ways = np.stack([cost, padded[:, :-2] + slope, padded[:, 2:] + slope])
        steps[row] = np.array([0, -1, 1])[ways.argmin(axis=0)]
        cost = ways.min(axis=0) + ink[row]
    path = np.empty((height, bands), np.int64)
    path[-1] = cost.argmin(axis=1)
    for row in range(height - 1, 0, -1):
        path[row - 1] = path[row] + steps[row, np.arange(bands), path[row]]
    return cost.min(axis=1), path


def _tight(part: Candidate, mask: np.ndarray) -> Candidate:
    x, y, width, height = cv2.boundingRect(mask)
    piece = np.ascontiguousarray(mask[y : y + height, x : x + width])
    return Candidate(part.ink, part.left + x, part.top + y, piece)
