"""A part of a picture's ink: connected strokes, several of them, or a piece that was cut off."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import cv2
import numpy as np

from .mnist_format import (
    centre,
    shrink,
    stroke_width,
    thicken_hairlines,
    tight_box,
)

RIM = 0.015  # of a part's longer side: how far the soft edges of its strokes reach


class Normalised(NamedTuple):
    """A part on its way to the network.

    Attributes:
        box: (left, top, right, bottom) of its ink in pixels of the ink map.
        strokes: (h, w) float32, that ink with hairlines widened.
        small: (20, 20) float32.
        model_input: (28, 28) uint8, what the network sees.
    """

    box: tuple[int, int, int, int]
    strokes: np.ndarray
    small: np.ndarray
    model_input: np.ndarray


@dataclass(frozen=True, eq=False)
class Part:
    """Some pixels of an ink map, which may be a digit.

    Attributes:
        ink: the whole ink map (H, W) float32 in 0..1.
        left, top: where its mask lies in that map, in pixels.
        mask: (height, width) uint8, 1 where the ink is its own.
    """

    ink: np.ndarray
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
        """Pixels from top to bottom."""
        return self.mask.shape[0]

    @property
    def width(self) -> int:
        """Pixels from left to right."""
        return self.mask.shape[1]

    @property
    def side(self) -> int:
        """The longer of height and width."""
        return max(self.mask.shape)

    @cached_property
    def area(self) -> int:
        """Inked pixels."""
        return cv2.countNonZero(self.mask)

    @cached_property
    def stroke(self) -> float:
        """Mean width of its strokes in pixels; twice the radius of a blob."""
        return stroke_width(self.mask)

    @cached_property
    def prominence(self) -> float:
        """Its ink, less where it hangs on the picture's border, as edges and neighbours do."""
        height, width = self.ink.shape
        edges = (self.left == 0, self.top == 0, self.right == width, self.bottom == height)
        return self.area * 0.5 ** sum(edges)

    @cached_property
    def normalised(self) -> Normalised:
        """The way of its ink to the 28×28 that the network sees."""
        (left, top), ink = self.cut_out()
        strokes = thicken_hairlines(ink)
        small = shrink(strokes)
        box = (left, top, left + ink.shape[1], top + ink.shape[0])
        return Normalised(box, strokes, small, centre(small))

    def cut_out(self) -> tuple[tuple[int, int], np.ndarray]:
        """(left, top) and the ink (h, w) float32 of its tight box, without that of other things.

        The soft edges of its strokes belong to it too, though the mask ends within them.
        """
        reach = max(1, round(RIM * self.side))
        mask = cv2.copyMakeBorder(self.mask, reach, reach, reach, reach, cv2.BORDER_CONSTANT)
        mask = cv2.dilate(mask, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
        height, width = self.ink.shape
        left, top = self.left - reach, self.top - reach
        mask = mask[max(0, -top) : height - top, max(0, -left) : width - left]
        left, top = max(0, left), max(0, top)
        own = self.ink[top : top + mask.shape[0], left : left + mask.shape[1]] * mask
        x, y, across, down = tight_box(own)
        return (left + x, top + y), own[y : y + down, x : x + across]


def gap(one: Part, other: Part) -> int:
    """Pixels between two boxes, from left to right or from top to bottom; 0 where they meet."""
    across = max(one.left, other.left) - min(one.right, other.right)
    down = max(one.top, other.top) - min(one.bottom, other.bottom)
    return max(across, down, 0)


def union(parts: Sequence[Part]) -> Part:
    """Several parts of one ink map as one."""
    if len(parts) == 1:
        return parts[0]
    left, top = min(part.left for part in parts), min(part.top for part in parts)
    right, bottom = max(part.right for part in parts), max(part.bottom for part in parts)
    mask = np.zeros((bottom - top, right - left), np.uint8)
    for part in parts:
        y, x = part.top - top, part.left - left
        mask[y : y + part.height, x : x + part.width] |= part.mask
    return Part(parts[0].ink, left, top, mask)


def tight(part: Part, mask: np.ndarray) -> Part:
    """The pixels of a part that a mask of its size holds, as a part of its own."""
    x, y, width, height = cv2.boundingRect(mask)
    own = np.ascontiguousarray(mask[y : y + height, x : x + width])
    return Part(part.ink, part.left + x, part.top + y, own)
