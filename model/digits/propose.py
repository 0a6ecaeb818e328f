"""Ink map → candidates: everything in it that may be one digit, in lines.

Generously: each connected part, neighbours joined (a 5 and its bar, a broken 0), and what comes of
cutting a part where digits may touch. Which of them are digits is for the network to judge and
for `model.digits.choose` to decide.
"""

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np

from ..picture.mnist_format import stroke_width
from .candidate import Candidate, gap, union
from .touching import cut

INKED = 0.3  # of full ink: a pixel darker than this is part of a stroke
DARK = 0.5  # of full ink: a stroke is as dark as this somewhere; shadows and show-through aren't
SKIPPED = 0.6  # of the strokes' width: a pen that skips leaves such gaps in them
MOST_PARTS = 256  # the largest; a picture with more is noise or a page of text, and costs seconds
SPECK = 0.12  # of the writing's height: a part shorter than this is dirt
TABLE = 3  # parts within the box of another: so many digits are no hole's dirt
CRUMB = 0.1  # of the writing's height: dirt so close to a stroke is a piece of it
SHORT = 0.6  # of the writing's height: a part lower than this is a piece of a digit
NEAR = 0.25  # of the writing's height: parts so close may be one digit
MOST_JOINED = 4  # parts of one digit …
MOST_PIECES = 6  # … and pieces of a part that was cut
BROADEST = 1.5  # of its height: no digit is broader than this

Line = list[Candidate]  # candidates of one line of writing, over the same parts


def propose(ink: np.ndarray) -> tuple[list[Line], float]:
    """The parts of an ink map (H, W) float32, alone and joined, in lines from top to bottom.

    The second value is the height of the writing in pixels; 0 where there is none.
    """
    parts = connected_parts(ink)
    if not parts:
        return [], 0.0
    parts = [part for part, held in zip(parts, _held(parts), strict=True) if held < TABLE]
    height = writing_height(parts)
    parts = _without_specks(parts, height)
    return [list(_alone_and_joined(line, height)) for line in in_lines(parts, height)], height


def connected_parts(ink: np.ndarray) -> list[Candidate]:
    """The 8-connected parts of an ink map that are dark somewhere (hysteresis, Canny 1986)."""
    binary = (ink > INKED).astype(np.uint8)
    labels, stats = _labelled(binary)
    if len(stats) > 2:  # paper and one part: there is nothing to close
        labels, stats = _labelled(_closed(binary))
    is_dark = np.bincount(labels[ink > DARK], minlength=len(stats)) > 0
    is_dark[0] = False
    numbers = np.flatnonzero(is_dark)
    if len(numbers) > MOST_PARTS:
        numbers = numbers[np.argsort(-stats[numbers, cv2.CC_STAT_AREA])[:MOST_PARTS]]
    parts = []
    for number in numbers:
        x, y, width, height, _ = stats[number].tolist()
        own = labels[y : y + height, x : x + width] == number
        parts.append(Candidate(ink, x, y, own.astype(np.uint8)))
    return parts


def _labelled(binary: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The number of its part at every pixel, 0 on paper, and OpenCV's statistics of each part."""
    # There are at most a quarter as many parts as pixels; short labels are found twice as fast.
    kind = cv2.CV_16U if binary.size < 4 * 65_000 else cv2.CV_32S
    _, labels, stats, _ = cv2.connectedComponentsWithStats(binary, connectivity=8, ltype=kind)
    return labels, stats


def _closed(binary: np.ndarray) -> np.ndarray:
    """Breaks along strokes closed where they are lower than the strokes are wide."""
    high = round(SKIPPED * stroke_width(binary))
    if high < 2:
        return binary
    roomy = cv2.copyMakeBorder(binary, high, high, 0, 0, cv2.BORDER_CONSTANT)
    closed = cv2.morphologyEx(roomy, cv2.MORPH_CLOSE, np.ones((high, 1), np.uint8))
    return closed[high:-high]


def _without_specks(parts: list[Candidate], height: float) -> list[Candidate]:
    """Parts with the crumbs of broken strokes put to them; what lies by itself is dirt."""
    large = [part for part in parts if part.side >= SPECK * height]
    crumbs: dict[int, list[Candidate]] = {}
    for part in parts:
        if part.side < SPECK * height:
            nearest = min(range(len(large)), key=lambda index: gap(part, large[index]))
            if gap(part, large[nearest]) <= CRUMB * height:
                crumbs.setdefault(nearest, []).append(part)
    for index, few in crumbs.items():
        large[index] = Candidate(large[index].ink, *union([large[index], *few]))
    return large


def _held(parts: list[Candidate]) -> np.ndarray:
    """How many parts lie within the box of each (N,): the lines of a table lie around digits."""
    left, top, right, bottom, side = np.array(
        [(part.left, part.top, part.right, part.bottom, part.side) for part in parts]
    ).T
    inside = (left[:, None] < left) & (top[:, None] < top)
    inside &= (right < right[:, None]) & (bottom < bottom[:, None])
    return (inside & (side >= SPECK * side[:, None] / TABLE)).sum(axis=1)


def writing_height(parts: list[Candidate]) -> float:
    """The height of the digits: that of the parts of like height that hold the most ink."""
    weights = np.array([part.prominence for part in parts])
    heights = np.array([part.height for part in parts])
    alike = np.abs(np.log(heights[:, None] / heights)) < np.log(1.7)  # (N, N)
    like = alike[int(np.argmax(alike @ weights))]
    return float(np.median(heights[like]))


def in_lines(parts: list[Candidate], height: float) -> list[list[Candidate]]:
    """Parts in lines from top to bottom, each from left to right.

    Going right, a tall part joins the line whose last part stands beside it, so slanted lines
    hold; then a low one joins the line of the tall part that is nearest.
    """
    parts = sorted(parts, key=lambda part: part.left)
    tall = [part for part in parts if part.height >= SHORT * height] or parts
    lines: list[list[Candidate]] = []
    for part in tall:
        beside = [line for line in lines if _shared_height(line[-1], part) >= 0.4]
        stacked = [line for line in lines if _continues(line[-MOST_JOINED:], part, height)]
        if beside:
            max(beside, key=lambda line: _shared_height(line[-1], part)).append(part)
        elif stacked:
            stacked[0].append(part)
        else:
            lines.append([part])
    number = {id(part): index for index, line in enumerate(lines) for part in line}
    for part in parts:
        if id(part) not in number:
            nearest = min(tall, key=lambda other: gap(part, other))
            if gap(part, nearest) <= height:
                lines[number[id(nearest)]].append(part)
            else:
                lines.append([part])
    lines.sort(key=lambda line: float(np.mean([part.top + part.bottom for part in line])))
    return [sorted(line, key=lambda part: part.left) for line in lines]


def _shared_height(one: Candidate, other: Candidate) -> float:
    """Overlap from top to bottom, as a share of the lower of two parts."""
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap / min(one.height, other.height)


def _continues(line: list[Candidate], part: Candidate, height: float) -> bool:
    """Whether a part stands right above or below another, and the two are no two lines."""

    def is_stacked(other: Candidate) -> bool:
        overlap = min(part.right, other.right) - max(part.left, other.left)
        both = max(part.bottom, other.bottom) - min(part.top, other.top)
        return overlap > 0 and gap(part, other) <= NEAR * height and both <= 2 * height

    return any(map(is_stacked, line))


def _alone_and_joined(parts: list[Candidate], height: float) -> Iterator[Candidate]:
    """Every part of a line, and every run of parts that are near each other."""
    for start, part in enumerate(parts):
        yield replace(part, start=start, stop=start + 1)
        for stop in range(start + 2, min(start + MOST_JOINED, len(parts)) + 1):
            *others, last = parts[start:stop]
            if min(gap(one, last) for one in others) > NEAR * height:
                break
            yield from _together([*others, last], start, stop, joined=len(others))


def pieces(part: Candidate) -> Iterator[Candidate]:
    """What may be digits in a part where several touch: every run of pieces but all together."""
    cut_up = cut(part)
    count = len(cut_up)
    for first in range(count):
        for end in range(first + 1, min(first + MOST_PIECES, count) + 1):
            if end - first < count:
                span = (part.start + first / count, part.start + end / count)
                cuts = (first > 0) + (end < count)
                yield from _together(cut_up[first:end], *span, cuts=cuts)


def as_one(lines: list[Line]) -> Line:
    """All parts of a page as one broken digit, where they are few."""
    parts = [one for line in lines for one in line if not one.joined]
    if not 2 <= len(parts) <= MOST_PIECES:
        return []
    return list(_together(parts, 0, 1, joined=len(parts) - 1))


def _together(
    several: list[Candidate], start: float, stop: float, **how: int
) -> Iterator[Candidate]:
    """Several parts or pieces as one candidate, unless it is too broad."""
    left, top, mask = union(several)
    if mask.shape[1] <= BROADEST * mask.shape[0]:
        yield Candidate(several[0].ink, left, top, mask, start, stop, **how)
