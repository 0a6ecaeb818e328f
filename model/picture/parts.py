"""Ink map → its connected parts, without dirt and tables, and the height of the writing."""

from dataclasses import dataclass

import cv2
import numpy as np

from .mnist_format import stroke_width
from .part import Part, gap, union


@dataclass(frozen=True)
class PartLimits:
    """What belongs together and what is dirt.

    `python -m tests.benchmarks.paper` and `python -m model.evaluate` on photographs check them.

    Attributes:
        inked: of full ink: a pixel darker than this is part of a stroke.
        dark: of full ink: a stroke is as dark as this somewhere; shadows and show-through are not.
        skipped: of the strokes' width: a pen that skips leaves such gaps in them.
        speck: of the writing's height: a part shorter than this is dirt …
        crumb: … or, so close to a stroke, a piece of it.
        held: parts within the box of another: so many digits are no hole's dirt, …
        framed: … nor is one of so much of its height.
        most: the largest parts; a picture with more is noise or text, and would cost seconds.
    """

    inked: float = 0.3
    dark: float = 0.5
    skipped: float = 0.6
    speck: float = 0.12
    crumb: float = 0.1
    held: int = 3
    framed: float = 0.4
    most: int = 256


LIMITS = PartLimits()


def find_parts(ink: np.ndarray) -> tuple[list[Part], float]:
    """The parts of an ink map (H, W) float32, and the height of the writing in pixels, or 0."""
    parts = connected_parts(ink)
    if not parts:
        return [], 0.0
    parts = [part for part, is_frame in zip(parts, _frames(parts), strict=True) if not is_frame]
    height = writing_height(parts)
    return _without_specks(parts, height), height


def connected_parts(ink: np.ndarray) -> list[Part]:
    """The 8-connected parts of an ink map that are dark somewhere (hysteresis, Canny 1986)."""
    binary = (ink > LIMITS.inked).astype(np.uint8)
    labels, stats = _labelled(binary)
    if len(stats) > 2:  # paper and one part: there is nothing to close
        labels, stats = _labelled(_closed(binary))
    is_dark = np.bincount(labels[ink > LIMITS.dark], minlength=len(stats)) > 0
    is_dark[0] = False
    numbers = np.flatnonzero(is_dark)
    if len(numbers) > LIMITS.most:
        numbers = numbers[np.argsort(-stats[numbers, cv2.CC_STAT_AREA])[: LIMITS.most]]
    parts = []
    for number in numbers:
        x, y, width, height, _ = stats[number].tolist()
        own = labels[y : y + height, x : x + width] == number
        parts.append(Part(ink, x, y, own.astype(np.uint8)))
    return parts


def _labelled(binary: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The number of its part at every pixel, 0 on paper, and OpenCV's statistics of each part."""
    # There are at most a quarter as many parts as pixels; short labels are found twice as fast.
    kind = cv2.CV_16U if binary.size < 4 * 65_000 else cv2.CV_32S
    _, labels, stats, _ = cv2.connectedComponentsWithStats(binary, connectivity=8, ltype=kind)
    return labels, stats


def _closed(binary: np.ndarray) -> np.ndarray:
    """Breaks along strokes closed where they are lower than the strokes are wide."""
    high = round(LIMITS.skipped * stroke_width(binary))
    if high < 2:
        return binary
    roomy = cv2.copyMakeBorder(binary, high, high, 0, 0, cv2.BORDER_CONSTANT)
    closed = cv2.morphologyEx(roomy, cv2.MORPH_CLOSE, np.ones((high, 1), np.uint8))
    return closed[high:-high]


def _frames(parts: list[Part]) -> np.ndarray:
    """Which parts lie around digits, as the lines of a table do: (N,) bool."""
    left, top, right, bottom, side = np.array(
        [(part.left, part.top, part.right, part.bottom, part.side) for part in parts]
    ).T
    inside = (left[:, None] < left) & (top[:, None] < top)
    inside &= (right < right[:, None]) & (bottom < bottom[:, None])
    held = (inside & (side >= LIMITS.speck * side[:, None] / LIMITS.held)).sum(axis=1)
    return (held >= LIMITS.held) | (inside & (side >= LIMITS.framed * side[:, None])).any(axis=1)


def _without_specks(parts: list[Part], height: float) -> list[Part]:
    """Parts with the crumbs of broken strokes put to them; what lies by itself is dirt."""
    large = [part for part in parts if part.side >= LIMITS.speck * height]
    crumbs: dict[int, list[Part]] = {}
    for part in parts:
        if part.side < LIMITS.speck * height:
            nearest = min(range(len(large)), key=lambda index: gap(part, large[index]))
            if gap(part, large[nearest]) <= LIMITS.crumb * height:
                crumbs.setdefault(nearest, []).append(part)
    for index, few in crumbs.items():
        large[index] = union([large[index], *few])
    return large


def writing_height(parts: list[Part]) -> float:
    """The height of the digits: that of the parts of like height that hold the most ink."""
    weights = np.array([part.prominence for part in parts])
    heights = np.array([part.height for part in parts])
    alike = np.abs(np.log(heights[:, None] / heights)) < np.log(1.7)  # (N, N)
    like = alike[int(np.argmax(alike @ weights))]
    return float(np.median(heights[like]))
