"""What is printed or drawn around digits: ruled and squared paper, frames, tables, table edges.

Ruled lines are taken away as staff lines are from sheet music (Fujinaga 1988; compared in Dalitz
et al. 2008, "A comparative study of staff removal algorithms"): across a line the run of ink is
short, and where a digit crosses it the run is long, so taking the short runs alone leaves the
digit whole.
"""

import cv2
import numpy as np

from model.digits.components import Part, connected_parts

PALE = 0.15  # of full ink: lines are looked for in ink as pale as this, where they hold together
SPAN = 0.92  # of the picture's width (or height) that a ruled line runs along, at least
LEAST_RUN = 0.05  # of the picture's longer side: pieces of a line are no shorter
THINNEST = 0.016  # of the picture's longer side: a ruled line is no thicker
STRAIGHT = 0.12  # of its length that a ruled line may stray from the level
GAP = 0.05  # of the picture's longer side that a line may miss
SOLID = 0.25  # of its side: a broader stroke is a blob; a triangle has 0.25 to 0.4
FAINT = 0.7  # of the writing's darkness: a lone line lighter than this is ruled


def without_ruled_lines(ink: np.ndarray, binary: np.ndarray) -> np.ndarray:
    """A binary map (h, w) uint8 of an ink map (h, w) without lines that run across the picture."""
    pale = (ink > PALE).astype(np.uint8)
    level_count, level = _level_lines(pale)
    upright_count, upright = _level_lines(np.ascontiguousarray(pale.T))
    ruled = level | upright.T
    rest = binary & ~ruled
    if not ruled.any() or not rest.any():
        return binary
    # The bar of a 4 or 7 in a tight picture runs across it too, but alone and dark as the rest.
    is_faint = ink[ruled > 0].mean() < FAINT * ink[rest > 0].mean()
    return rest if max(level_count, upright_count) > 1 or is_faint else binary


def _level_lines(binary: np.ndarray) -> tuple[int, np.ndarray]:
    """The lines from the left to the right of a map, without the strokes that cross them."""
    height, width = binary.shape
    side = max(height, width)
    thickness = int(THINNEST * side)
    none = np.zeros_like(binary)
    if thickness < 2 or np.count_nonzero(binary.any(axis=0)) < SPAN * width:
        return 0, none  # the cheap test that spares most pictures
    run = np.ones((1, round(LEAST_RUN * side)), np.uint8)
    level = _without_tall(cv2.morphologyEx(binary, cv2.MORPH_OPEN, run), thickness)
    bridge = np.ones((3, round(GAP * side)), np.uint8)
    tracks = [
        part
        for part in connected_parts(
            cv2.morphologyEx(level, cv2.MORPH_CLOSE, bridge), least_side=int(SPAN * width)
        )
        if part.width >= SPAN * width and part.height <= STRAIGHT * part.width
    ]
    for track in tracks:
        none[track.top : track.bottom, track.left : track.right] |= track.mask
    return len(tracks), none & level & _without_tall(binary, thickness)


def _without_tall(binary: np.ndarray, thickness: int) -> np.ndarray:
    """Ink whose run from top to bottom is no longer than a line is thick."""
    tall = np.ones((thickness + 1, 1), np.uint8)
    return binary & ~cv2.morphologyEx(binary, cv2.MORPH_OPEN, tall)


def is_frame(part: Part, shape: tuple[int, int]) -> bool:
    """Whether a part is a drawn frame, a line or a picture's edge rather than writing.

    Such a part spans the picture and nearly all of its ink lies along straight sides of its box;
    a large 0 spans it too, but its ink leaves the sides of the box as it curves.
    """
    height, width = shape
    margin = max(2, round(0.02 * max(height, width)))
    on_edges = [
        part.left <= margin,
        part.top <= margin,
        part.right >= width - margin,
        part.bottom >= height - margin,
    ]
    if sum(on_edges) == 0:
        return False
    if part.width >= 0.95 * width and part.height <= 0.08 * height:
        return True
    if part.height >= 0.95 * height and part.width <= 0.04 * width:
        return True
    return sum(on_edges) >= 3 and _along_sides(part) > 0.85


def is_dark_corner(part: Part, shape: tuple[int, int]) -> bool:
    """Whether a part looks like the dark corner of a photograph: a blob cut off by two sides.

    So does a digit of a thick pen in a tight picture; where there is nothing else, it is that.
    """
    height, width = shape
    upright = part.left == 0 or part.right == width
    level = part.top == 0 or part.bottom == height
    return upright and level and part.stroke > SOLID * part.side


def surrounds(part: Part, parts: list[Part]) -> bool:
    """Whether a part lies around digits: a frame around one, a table's lines around several."""
    inside = [
        other
        for other in parts
        if part.left < other.left
        and part.top < other.top
        and other.right < part.right
        and other.bottom < part.bottom
        and other.side >= 0.03 * part.side
    ]
    if not inside or part.area > 0.3 * part.mask.size:
        return False
    largest = max(other.side for other in inside)
    return len(inside) > 2 or (largest >= 0.3 * part.side and _along_sides(part) > 0.85)


def _along_sides(part: Part) -> float:
    """Share of a part's ink that lies along the sides of its box."""
    rim = max(2, round(0.07 * part.side))
    if min(part.mask.shape) <= 2 * rim:
        return 1.0
    return 1 - np.count_nonzero(part.mask[rim:-rim, rim:-rim]) / part.area
