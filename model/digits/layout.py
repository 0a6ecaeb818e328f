"""Ink map → the groups of strokes that may be digits, in lines, in reading order.

Connected parts are found at a size that suits the writing. Parts that surely belong together (a
bar above its 5, a hair's breadth between two strokes) become one group; what only the network can
tell (two strokes side by side: a broken 0 or 11?) is left to `model.digits.segmentation_graph`.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from model.digits.components import DARK, INKED, Part, connected_parts, gap_across, gap_down, union
from model.digits.ruled_lines import is_dark_corner, is_frame, surrounds, without_ruled_lines

DOWNSCALED_SIDE = 384  # px of the longer side at which ink is looked through first, at most
FINE_HEIGHT = 64  # px: where the digits are smaller than this, ink is looked through again, finer
MOST_PARTS = 256  # the largest; a picture with more is noise or a page of text, and costs seconds
SPECK = 0.12  # of the writing's height: a part shorter than this is dirt or a dot
SHORT = 0.6  # of the writing's height: a part lower than this is a piece of a digit
TOUCHING = 0.07  # of the writing's height: strokes so close are one
NEAR = 0.25  # of the writing's height: a short piece so close belongs to its neighbour


@dataclass(frozen=True)
class Layout:
    """What was found in an ink map.

    Attributes:
        lines: groups of strokes from left to right, in lines from top to bottom.
        height: of the writing, in pixels of the downscaled picture.
        shape: (height, width) of the downscaled picture.
    """

    lines: list[list[Part]]
    height: float
    shape: tuple[int, int]


def find_layout(ink: np.ndarray) -> Layout:
    """The writing in an ink map (H, W) of 0..1."""
    longer = max(ink.shape)
    side = round(longer / -(-longer // DOWNSCALED_SIDE))  # a whole fraction is faster to shrink to
    shape, parts = _parts_at(ink, side)
    if not parts:
        return Layout([], 0.0, shape)
    height = writing_height(parts, shape)
    finer = min(longer, round(side * FINE_HEIGHT / height))
    if finer > 1.2 * side:
        shape, parts = _parts_at(ink, finer)
        height = writing_height(parts, shape) if parts else 0.0
    parts = [part for part in parts if part.side >= SPECK * height]
    return Layout(in_lines(grouped(parts, height)), height, shape)


def _parts_at(ink: np.ndarray, side: int) -> tuple[tuple[int, int], list[Part]]:
    """(height, width) and parts of the ink at a longer side, without frames and ruled lines."""
    height, width = ink.shape
    scale = side / max(height, width)
    shape = (max(1, round(height * scale)), max(1, round(width * scale)))
    small = cv2.resize(ink, shape[::-1], interpolation=cv2.INTER_AREA) if scale < 1 else ink
    binary = without_ruled_lines(small, (small > INKED).astype(np.uint8))
    parts = connected_parts(binary, least_side=3 if side > 100 else 1, dark=small > DARK)
    if len(parts) > MOST_PARTS:
        parts = sorted(parts, key=lambda part: part.area, reverse=True)[:MOST_PARTS]
    parts = [part for part in parts if not is_frame(part, shape)]
    parts = [part for part in parts if not is_dark_corner(part, shape)] or parts
    return shape, [part for part in parts if not surrounds(part, parts)]


def prominence(part: Part, shape: tuple[int, int]) -> float:
    """Ink of a part, less where it hangs on the picture's border, as edges and neighbours do."""
    height, width = shape
    touches = (part.left == 0) + (part.top == 0) + (part.right == width) + (part.bottom == height)
    return part.area * 0.5**touches


def writing_height(parts: list[Part], shape: tuple[int, int]) -> float:
    """The height of the digits: that of the parts of like height that hold the most ink."""
    weights = np.array([prominence(part, shape) for part in parts])
    heights = np.array([part.height for part in parts])
    alike = np.abs(np.log(heights[:, None] / heights)) < np.log(1.7)  # (N, N)
    like = alike[int(np.argmax(alike @ weights))]
    return float(np.median(heights[like]))


def grouped(parts: list[Part], height: float) -> list[Part]:
    """Parts joined where they surely are strokes of one digit."""
    groups = sorted(parts, key=lambda part: part.area, reverse=True)
    joined: list[Part] = []
    for part in groups:
        hosts = [group for group in joined if _belong(part, group, height)]
        if hosts:
            host = min(hosts, key=lambda group: _distance(part, group))
            joined[joined.index(host)] = union([host, part])
        else:
            joined.append(part)
    return joined


def _belong(part: Part, group: Part, height: float) -> bool:
    """Whether a part surely is a stroke of the digit of a larger group.

    Neighbours are about as tall as each other; a bar set apart from its 5 is much shorter.
    """
    across, down = gap_across(part, group), gap_down(part, group)
    is_short = min(part.height, group.height) < SHORT * height
    if across > 0 and not is_short:
        return False
    if max(part.bottom, group.bottom) - min(part.top, group.top) > 1.6 * height:
        return False
    return max(across, down, 0) <= (NEAR if is_short else TOUCHING) * height


def _distance(part: Part, group: Part) -> float:
    return max(gap_across(part, group), 0) + max(gap_down(part, group), 0)


def in_lines(groups: list[Part]) -> list[list[Part]]:
    """Groups in reading order: lines from top to bottom, each from left to right.

    Going right, a group joins the line whose last group stands beside it, so slanted lines hold.
    """
    lines: list[list[Part]] = []
    for group in sorted(groups, key=lambda part: part.left):
        beside = [line for line in lines if _shared_height(line[-1], group) >= 0.4]
        if beside:
            max(beside, key=lambda line: _shared_height(line[-1], group)).append(group)
        else:
            lines.append([group])
    return sorted(lines, key=lambda line: float(np.mean([p.top + p.bottom for p in line])))


def _shared_height(one: Part, other: Part) -> float:
    """Overlap from top to bottom, as a share of the lower of two groups."""
    return -gap_down(one, other) / min(one.height, other.height)
