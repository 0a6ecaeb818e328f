"""Marks: what stands between and around digits and is none, such as a point, a sign or a letter.

Much of it is left out of a reading anyway. But a point lies so close to a digit that the cheapest
reading takes both for one digit, and a smaller one for dirt. Here both are found again, which
changes nothing of what is read.
"""

from collections.abc import Iterator
from typing import NamedTuple

import cv2
import numpy as np

from ..picture.findings import Judge
from ..picture.part import Part, gap, tight, union
from ..picture.parts import LIMITS, connected_parts
from .choose import Thing
from .page import Page

LEAST = 0.7  # of the strokes' width: a pen's point is about as wide as its strokes, dirt narrower
APART = 0.03  # of the digits' height: what is nearer to a digit broke off its strokes …
NEAR = 0.5  # … what is small and farther away is dirt
SMALL = 0.5  # of the digits' height: what is larger and no part of a line is a frame or a table
SURE = 0.5  # how sure a digit is without its mark at least; else the mark is a piece of it
LONG = 2.5  # of the digits' height: what is longer than this …
THIN = 0.2  # … and, of its length, not higher than this is a ruled line


class Writing(NamedTuple):
    """The usual digit of a page.

    Attributes:
        height: in pixels of the ink map.
        stroke: width of its strokes in the same.
    """

    height: float
    stroke: float


def writing(lines: list[list[Thing]]) -> Writing | None:
    """The usual digit of some lines, or None where there is no digit."""
    digits = [one.part for line in lines for one in line if one.is_digit]
    if not digits:
        return None
    height, stroke = np.median([(one.height, one.stroke) for one in digits], axis=0)
    return Writing(float(height), float(stroke))


def is_mark(part: Part, lines: list[list[Thing]], usual: Writing) -> bool:
    """Whether a part of a page that is no digit is a mark: no dirt, no ruled line and no frame."""
    if part.side < LEAST * usual.stroke:
        return False
    if part.side > LONG * usual.height and min(part.mask.shape) < THIN * part.side:
        return False
    digits = [one.part for line in lines for one in line if one.is_digit]
    return not any(_holds(part, digit) for digit in digits if digit is not part)


def with_lost_marks(page: Page, usual: Writing, judge: Judge) -> list[list[Thing]]:
    """The lines of a page, and in their places the marks that its reading lost."""
    digits = [one for line in page.lines for one in line if one.is_digit]
    lost = [*_joined(digits, usual, judge), *_dropped(page, digits, usual)]
    if not lost:
        return page.lines
    judgement = judge(np.stack([mark.normalised.model_input for _, mark in lost]))
    marks = [
        (digit, Thing(mark, probabilities, float(outlier), is_digit=False, was_lost=True))
        for (digit, mark), probabilities, outlier in zip(lost, *judgement, strict=True)
    ]
    lines = [list(line) for line in page.lines]
    for digit, mark in marks:
        line = next(line for line in lines if digit in line)
        is_left = _middle(mark.part) < _middle(digit.part)
        line.insert(line.index(digit) + (not is_left), mark)
    return lines


def _joined(digits: list[Thing], usual: Writing, judge: Judge) -> Iterator[tuple[Thing, Part]]:
    """Each part beside a digit that is a digit without it, with that digit."""
    few = [(digit, *both) for digit in digits for both in _beside(digit.part, usual)]
    if not few:
        return
    rests = np.stack([rest.normalised.model_input for _, _, rest in few])
    for (digit, part, _), probabilities, outlier in zip(few, *judge(rests), strict=True):
        if probabilities.max() * (1 - outlier) >= SURE:
            yield digit, part


def _beside(digit: Part, usual: Writing) -> Iterator[tuple[Part, Part]]:
    """Each part of a digit that stands clear to the left or right of its rest, and the rest."""
    parts = _connected(digit)
    largest = max(parts, key=lambda part: part.area)
    for part in parts:
        is_clear = part.left >= largest.right or part.right <= largest.left
        is_apart = gap(part, largest) >= APART * usual.height
        if is_clear and is_apart and part.side >= LEAST * usual.stroke:
            yield part, union([other for other in parts if other is not part])


def _connected(digit: Part) -> list[Part]:
    """The connected parts of a digit."""
    count, labels = cv2.connectedComponents(digit.mask, connectivity=8)
    return [tight(digit, (labels == number).astype(np.uint8)) for number in range(1, count)]


def _dropped(page: Page, digits: list[Thing], usual: Writing) -> Iterator[tuple[Thing, Part]]:
    """Each part that was taken for dirt, though it is as wide as a stroke and near a digit."""
    rest = (page.ink > LIMITS.inked).astype(np.uint8)
    for one in (thing.part for line in page.lines for thing in line):
        rest[one.top : one.bottom, one.left : one.right] &= 1 - one.mask
    if not cv2.countNonZero(rest):  # mostly: there is no need to look for parts again
        return
    for part in connected_parts(page.ink):
        own = rest[part.top : part.bottom, part.left : part.right][part.mask > 0]
        is_small = LEAST * usual.stroke <= part.side <= SMALL * usual.height
        if not own.any() or not is_small:
            continue
        nearest = min(digits, key=lambda digit: gap(digit.part, part))
        if APART <= gap(nearest.part, part) / usual.height <= NEAR:
            yield nearest, part


def _middle(part: Part) -> float:
    return (part.left + part.right) / 2


def _holds(one: Part, other: Part) -> bool:
    """Whether the box of one lies around that of the other."""
    across = one.left <= other.left and other.right <= one.right
    return across and one.top <= other.top and other.bottom <= one.bottom
