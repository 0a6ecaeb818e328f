"""Connected pieces of ink, and putting several together or cutting them out of the picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from model.picture.mnist_format import stroke_width

INKED = 0.3  # of full ink: a pixel darker than this is part of a stroke
DARK = 0.5  # of full ink: a stroke is as dark as this somewhere; shadows and show-through aren't


@dataclass(frozen=True, eq=False)
class Part:
    """A piece of ink, downscaled: where it lies and which pixels of its box are its own.

    Attributes:
        left, top: its corner in pixels of the downscaled picture.
        mask: (height, width) uint8, 1 where the ink is its own.
    """

    left: int
    top: int
    mask: np.ndarray

    @property
    def right(self) -> int:
        """Exclusive."""
        return self.left + self.mask.shape[1]

    @property
    def bottom(self) -> int:
        """Exclusive."""
        return self.top + self.mask.shape[0]

    @property
    def height(self) -> int:
        """Pixels of the downscaled picture from top to bottom."""
        return self.mask.shape[0]

    @property
    def width(self) -> int:
        """Pixels of the downscaled picture from left to right."""
        return self.mask.shape[1]

    @property
    def side(self) -> int:
        """The longer of height and width."""
        return max(self.mask.shape)

    @cached_property
    def area(self) -> int:
        """Inked pixels."""
        return int(np.count_nonzero(self.mask))

    @cached_property
    def stroke(self) -> float:
        """Mean width of its strokes in pixels; twice the radius of a blob."""
        return stroke_width(self.mask)


def connected_parts(
    binary: np.ndarray, least_side: int = 1, dark: np.ndarray | None = None
) -> list[Part]:
    """The 8-connected pieces of a binary map (h, w) uint8 whose longer side is not too short.

    With `dark` (h, w) bool, only those that it meets (hysteresis, Canny 1986).
    """
    # There are at most a quarter as many pieces as pixels; short labels are found twice as fast.
    kind = cv2.CV_16U if binary.size < 4 * 65_000 else cv2.CV_32S
    count, labels, stats, _ = cv2.connectedComponentsWithStats(binary, connectivity=8, ltype=kind)
    kept = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) >= least_side
    if dark is not None:
        kept &= np.bincount(labels[dark], minlength=count) > 0
    parts = []
    for number in np.flatnonzero(kept[1:]) + 1:
        x, y, width, height, _ = stats[number].tolist()
        own = labels[y : y + height, x : x + width] == number
        parts.append(Part(x, y, own.astype(np.uint8)))
    return parts


def union(parts: Sequence[Part]) -> Part:
    """Several parts as one."""
    left, top, right, bottom = box_of(parts)
    mask = np.zeros((bottom - top, right - left), np.uint8)
    for part in parts:
        y, x = part.top - top, part.left - left
        mask[y : y + part.height, x : x + part.width] |= part.mask
    return Part(left, top, mask)


def box_of(parts: Sequence[Part]) -> tuple[int, int, int, int]:
    """(left, top, right, bottom) of several parts together, in pixels of the downscaled picture."""
    return (
        min(part.left for part in parts),
        min(part.top for part in parts),
        max(part.right for part in parts),
        max(part.bottom for part in parts),
    )


def gap_across(one: Part, other: Part) -> int:
    """Pixels between two parts from left to right; negative where they overlap."""
    return max(one.left, other.left) - min(one.right, other.right)


def gap_down(one: Part, other: Part) -> int:
    """Pixels between two parts from top to bottom; negative where they overlap."""
    return max(one.top, other.top) - min(one.bottom, other.bottom)
