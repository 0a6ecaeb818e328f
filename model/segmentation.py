"""Ink map → the digit in it: which ink belongs to it, and the box around that ink."""

from dataclasses import dataclass

import cv2
import numpy as np

SURVEY_SIDE = 320  # px of the longer side at which connected parts are judged
INKED = 0.3  # of full ink: a pixel darker than this is part of a stroke
SPECK = 0.12  # of the digit's longer side: a part shorter than this is dirt or a dot


@dataclass(frozen=True)
class Region:
    """One digit's ink, cut out.

    Attributes:
        box: (left, top, right, bottom) in pixels of the ink map, right and bottom exclusive.
        ink: (bottom - top, right - left) float32 in 0..1, without the ink of other things.
    """

    box: tuple[int, int, int, int]
    ink: np.ndarray


@dataclass(frozen=True)
class Part:
    """A connected stroke at survey size: its number in the label map, its box and its area."""

    number: int
    left: int
    top: int
    right: int
    bottom: int
    area: int

    @property
    def height(self) -> int:
        """Survey pixels from top to bottom."""
        return self.bottom - self.top

    @property
    def side(self) -> int:
        """The longer of height and width."""
        return max(self.right - self.left, self.bottom - self.top)


def find_digit(ink: np.ndarray) -> Region | None:
    """The digit with the most ink in a map (H, W) of 0..1, or None when nothing is drawn."""
    height, width = ink.shape
    scale = min(1.0, SURVEY_SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    survey = cv2.resize(ink, size, interpolation=cv2.INTER_AREA) if scale < 1 else ink
    labels, parts = connected_parts(survey)
    parts = [part for part in parts if not is_frame(part, labels)]
    if not parts:
        return None
    group = _grow(max(parts, key=lambda part: _prominence(part, size)), parts)
    mask = np.isin(labels, [part.number for part in group]).astype(np.uint8)
    return _cut_out(ink, mask)


def connected_parts(survey: np.ndarray) -> tuple[np.ndarray, list[Part]]:
    """Label map (h, w) int32 and its connected strokes, largest area first."""
    binary = (survey > INKED).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(binary, connectivity=8)
    parts = [
        Part(number, int(x), int(y), int(x + w), int(y + h), int(area))
        for number, (x, y, w, h, area) in enumerate(stats[1:count], start=1)
    ]
    return labels, sorted(parts, key=lambda part: part.area, reverse=True)


def is_frame(part: Part, labels: np.ndarray) -> bool:
    """Whether a part is a drawn frame, a ruled line or a picture's edge rather than writing.

    Such a part spans the picture and nearly all of its ink lies along straight sides of its box;
    a large 0 spans it too, but its ink leaves the sides of the box as it curves.
    """
    height, width = labels.shape
    across, down = part.right - part.left, part.bottom - part.top
    margin = max(2, round(0.02 * max(height, width)))
    on_edges = [
        part.left <= margin,
        part.top <= margin,
        part.right >= width - margin,
        part.bottom >= height - margin,
    ]
    if sum(on_edges) == 0:
        return False
    if across >= 0.95 * width and down <= 0.08 * height:
        return True
    if down >= 0.95 * height and across <= 0.04 * width:
        return True
    inside = labels[part.top : part.bottom, part.left : part.right] == part.number
    rim = max(2, round(0.07 * max(across, down)))
    core = inside[rim:-rim, rim:-rim] if min(across, down) > 2 * rim else inside[:0]
    along_sides = 1 - core.sum() / part.area
    return sum(on_edges) >= 3 and along_sides > 0.85


def _prominence(part: Part, size: tuple[int, int]) -> float:
    """Ink of a part, less where it hangs on the picture's border, as edges and neighbours do."""
    width, height = size
    touches = (part.left == 0) + (part.top == 0) + (part.right == width) + (part.bottom == height)
    return part.area * 0.5**touches


def _grow(seed: Part, parts: list[Part]) -> list[Part]:
    """The seed and all parts that belong to the same digit, found by repeated joining."""
    group, rest = [seed], [part for part in parts if part is not seed]
    while joined := [part for part in rest if any(_belong(part, member) for member in group)]:
        group += joined
        rest = [part for part in rest if part not in joined]
    return group


def _belong(part: Part, member: Part) -> bool:
    """Whether two parts are strokes of one digit rather than neighbours in a number.

    Neighbours are about as tall as each other; a bar set apart from its 5 is much shorter than
    the rest, and the two strokes of an open 4 or a broken line are parted by a hair only.
    """
    larger, smaller = (member, part) if member.side >= part.side else (part, member)
    if smaller.side < SPECK * larger.side:
        return False
    across = max(smaller.left, larger.left) - min(smaller.right, larger.right)
    down = max(smaller.top, larger.top) - min(smaller.bottom, larger.bottom)
    is_short = smaller.height < 0.6 * larger.side
    return max(across, down, 0) <= (0.25 if is_short else 0.07) * larger.side


def _cut_out(ink: np.ndarray, mask: np.ndarray) -> Region:
    """The ink under a survey mask with its soft edges, in its tight box."""
    height, width = ink.shape
    reach = max(1, round(0.01 * max(mask.shape)))
    mask = cv2.dilate(mask, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    left, top, across, down = cv2.boundingRect(mask)
    x, y = width / mask.shape[1], height / mask.shape[0]
    left, right = int(left * x), min(width, int(np.ceil((left + across) * x)))
    top, bottom = int(top * y), min(height, int(np.ceil((top + down) * y)))
    rough = cv2.resize(mask, (width, height), interpolation=cv2.INTER_NEAREST)
    kept = ink[top:bottom, left:right] * rough[top:bottom, left:right]
    inner_left, inner_top, across, down = tight_box(kept)
    box = (left + inner_left, top + inner_top, left + inner_left + across, top + inner_top + down)
    return Region(box, kept[inner_top : inner_top + down, inner_left : inner_left + across].copy())


def tight_box(ink: np.ndarray, least: float = 0.06) -> tuple[int, int, int, int]:
    """(left, top, width, height) of all ink above `least`, the anti-aliased rim of a stroke."""
    return cv2.boundingRect((ink > least).astype(np.uint8))
