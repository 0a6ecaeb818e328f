"""Ruled lines, borders of cells, frames and fraction bars: ink that is no writing.

A stroke is hardly longer than its digit is high. A dark run that goes straight on for longer is a
ruled line. The ink map often contains only pieces of it, and each piece looks like a 1. Such runs
are found in the pixels by openings with lines of several slopes (Soille & Talbot 2001,
"Directional morphological filtering").
"""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from .paper import LIMITS as PAPER
from .parts import LIMITS as PARTS
from .parts import find_parts

SLOPE_STEPS = 4  # to either side: between two, a line of LIMITS.height strays by less than a pixel
Combine = Callable[[np.ndarray, np.ndarray], np.ndarray]


@dataclass(frozen=True)
class RuledLimits:
    """What a ruled line is, lengths as shares of the writing's height.

    `python -m tests.benchmarks.pages` and `.paper` check them.

    Attributes:
        few: parts that may be one broken digit, longer than the height of its pieces.
        height: px of the writing where lines are sought.
        longer: a straight run longer than this is no stroke.
        narrow: nor is it broader than this.
        slope: px up or down for each px along, at most.
        share: a part is dropped if more than this share of it lies on lines, …
        darker: … and its contrast is less than so many times that of the lines; a stroke's is more.
    """

    few: int = 2
    height: int = 32
    longer: float = 1.5
    narrow: float = 0.3
    slope: float = 0.12
    share: float = 0.9
    darker: float = 2.2


LIMITS = RuledLimits()


def without_ruled_lines(ink: np.ndarray, pixels: np.ndarray) -> np.ndarray:
    """An ink map (h, w) without the lines in it; pixels (H, W, 3) uint8 are the whole picture."""
    count, labels = cv2.connectedComponents((ink > PARTS.inked).astype(np.uint8))
    _, height = find_parts(ink)
    if count <= 1 + LIMITS.few or not height:
        return ink
    contrast = _contrast(ink, pixels, height)
    is_dark = contrast > PAPER.least_contrast
    on_line = _enlarged(_ruled(is_dark, height), ink.shape)
    of_lines = contrast[is_dark & (on_line > 0)]
    if not of_lines.size:
        return ink

    def means(values: np.ndarray) -> np.ndarray:
        """The mean of some values (h, w) in each part: (count,)."""
        sums = np.bincount(labels.ravel(), values.ravel(), count)
        return sums / np.maximum(np.bincount(labels.ravel(), minlength=count), 1)

    is_ruled = means(on_line) > LIMITS.share
    is_ruled &= means(contrast) < LIMITS.darker * np.median(of_lines)
    is_ruled[0] = False
    return ink * ~is_ruled[labels]


def _contrast(ink: np.ndarray, pixels: np.ndarray, height: float) -> np.ndarray:
    """By how many grey levels narrow things are darker than what is beside them: (h, w) uint8.

    On a blackboard, lighter.
    """
    size = ink.shape[::-1]
    grey = cv2.cvtColor(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    broad = np.ones((max(3, round(LIMITS.narrow * height)),) * 2, np.uint8)
    inked = (ink > PARTS.inked).astype(np.uint8)
    is_dark = cv2.mean(grey, inked)[0] < cv2.mean(grey, cv2.dilate(inked, broad) - inked)[0]
    return cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT if is_dark else cv2.MORPH_TOPHAT, broad)


def _ruled(is_dark: np.ndarray, height: float) -> np.ndarray:
    """The runs (h, w) uint8 of dark pixels that are no strokes, at LIMITS.height or smaller."""
    scale = min(1.0, LIMITS.height / height)
    seen = scale * height
    size = (max(1, round(is_dark.shape[1] * scale)), max(1, round(is_dark.shape[0] * scale)))
    dark = cv2.dilate(is_dark.astype(np.uint8), _square(1 / scale))  # or thin lines would get lost
    dark = cv2.resize(dark, size, interpolation=cv2.INTER_NEAREST)
    length = round(LIMITS.longer * seen)
    found = np.zeros_like(dark)
    for slope in np.arange(-SLOPE_STEPS, SLOPE_STEPS + 1) * (LIMITS.slope / SLOPE_STEPS):
        along, across = _opened(dark, length, slope), _opened(dark.T, length, slope).T
        found = found | along | across
    return found


def _square(side: float) -> np.ndarray:
    return np.ones((max(1, round(side)),) * 2, np.uint8)


def _opened(mask: np.ndarray, length: int, slope: float) -> np.ndarray:
    """The pixels of a mask on runs of `length` pixels along its rows, of one slope."""
    starts = _combined(mask, length, slope, 1, np.bitwise_and)
    return _combined(starts, length, slope, -1, np.bitwise_or)


def _combined(mask: np.ndarray, length: int, slope: float, way: int, both: Combine) -> np.ndarray:
    """Each pixel with the `length` - 1 next ones to the right (`way` 1) or left (-1)."""
    reach = 1  # it doubles at each step
    while reach < length:
        step = min(reach, length - reach)
        mask = both(mask, _moved(mask, way * step, way * round(slope * step)))
        reach += step
    return mask


def _moved(mask: np.ndarray, columns: int, rows: int) -> np.ndarray:
    """A mask (H, W) moved to the left and up; nothing comes in."""
    height, width = mask.shape
    moved = np.zeros_like(mask)
    if abs(rows) < height and abs(columns) < width:
        moved[_kept(-rows, height), _kept(-columns, width)] = mask[
            _kept(rows, height), _kept(columns, width)
        ]
    return moved


def _kept(shift: int, side: int) -> slice:
    return slice(max(0, shift), side + min(0, shift))


def _enlarged(mask: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """A mask of lines at another size, a pixel broader on each side."""
    return cv2.resize(cv2.dilate(mask, _square(3)), shape[::-1], interpolation=cv2.INTER_NEAREST)
