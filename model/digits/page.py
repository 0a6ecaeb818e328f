"""A page: a picture with its ink, and the way of each part of that ink to the network's 28×28."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import cv2
import numpy as np

from model.digits.components import Part
from model.digits.layout import find_layout, prominence
from model.picture.decoding import Picture, PictureSource, decode
from model.picture.ink import find_ink
from model.picture.mnist_format import (
    DIGIT_SIDE,
    SIDE,
    centre,
    margin,
    shift,
    shrink,
    thicken_hairlines,
    tight_box,
    to_grey,
)
from model.picture.steps import Prepared, Step


@dataclass(frozen=True)
class Region:
    """One digit's ink, cut out.

    Attributes:
        box: (left, top, right, bottom) in pixels of the ink map, right and bottom exclusive.
        ink: (bottom - top, right - left) float32 in 0..1, without the ink of other things.
    """

    box: tuple[int, int, int, int]
    ink: np.ndarray


class _Normalised(NamedTuple):
    """One part from its ink to what the network sees; kept for every candidate, so in few bytes."""

    box: tuple[int, int, int, int]
    side: int  # px of the longer side of the ink in that box
    strokes: np.ndarray  # (height, width) uint8, hairlines widened
    small: np.ndarray
    model_input: np.ndarray


class Page:
    """A picture with its ink and what may be digits in it; raises UnreadablePicture.

    Attributes:
        picture: the decoded picture.
        layout: groups of strokes in reading order; no lines when nothing is drawn.
    """

    def __init__(self, source: PictureSource) -> None:
        self.picture = decode(source)
        known = self.picture.ink
        self._ink = find_ink(self.picture.pixels) if known is None else known
        self.layout = find_layout(self._ink)
        self._normalised: dict[Part, _Normalised] = {}
        self._original = Step("Picture", "The picture, upright.", self.picture.pixels)

    @cached_property
    def _ink_step(self) -> Step:
        return Step("Ink", "How far each pixel is from its paper.", to_grey(self._ink))

    def blank(self) -> Prepared:
        """What there is to say when nothing is drawn."""
        return Prepared(np.zeros((SIDE, SIDE), np.uint8), None, (self._original,))

    def model_input(self, part: Part) -> np.ndarray:
        """What the network sees of one part: (28, 28) uint8."""
        return self._normalise(part).model_input

    def prepare(self, part: Part) -> Prepared:
        """One part on its way to the network, with the pictures of that way."""
        own = self._normalise(part)
        steps = (
            self._original,
            self._ink_step,
            Step("Digit", "The ink that is the digit, in a tight box.", own.strokes),
            Step("20 × 20", "Shrunk, keeping its shape.", to_grey(own.small)),
            Step(
                "28 × 28", "Centred on its centre of mass: what the network sees.", own.model_input
            ),
        )
        left, top, right, bottom = _in_original(own.box, self.picture)
        box = (int(left), int(top), round(right), round(bottom))
        return Prepared(own.model_input, box, steps, _in_original(_frame(own), self.picture))

    def _normalise(self, part: Part) -> _Normalised:
        if part not in self._normalised:
            region = cut_out(self._ink, part, self.layout.shape)
            strokes = thicken_hairlines(region.ink)
            small = shrink(strokes)
            side = max(region.ink.shape)
            self._normalised[part] = _Normalised(
                region.box, side, to_grey(strokes), small, centre(small)
            )
        return self._normalised[part]

    def prominence(self, part: Part) -> float:
        """How much ink a part has, less where it hangs on the picture's border."""
        return prominence(part, self.layout.shape)


def prepare(source: PictureSource) -> Prepared:
    """The strokes with the most ink in a picture on their way to the network, as one digit."""
    page = Page(source)
    groups = [group for line in page.layout.lines for group in line]
    return page.prepare(max(groups, key=page.prominence)) if groups else page.blank()


def cut_out(ink: np.ndarray, part: Part, shape: tuple[int, int]) -> Region:
    """A part's ink with its soft edges, in its tight box."""
    height, width = ink.shape
    y, x = height / shape[0], width / shape[1]
    reach = max(1, round(0.015 * part.side))
    mask = cv2.copyMakeBorder(part.mask, reach, reach, reach, reach, cv2.BORDER_CONSTANT)
    mask = cv2.dilate(mask, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    left, top = (part.left - reach) * x, (part.top - reach) * y
    right, bottom = (part.right + reach) * x, (part.bottom + reach) * y
    size = (max(1, round(right - left)), max(1, round(bottom - top)))
    mask = cv2.resize(mask, size, interpolation=cv2.INTER_NEAREST)
    left, top = round(left), round(top)
    own = mask[max(0, -top) : height - top, max(0, -left) : width - left]
    left, top = max(0, left), max(0, top)
    kept = ink[top : top + own.shape[0], left : left + own.shape[1]] * own
    inner_left, inner_top, across, down = tight_box(kept)
    box = (left + inner_left, top + inner_top, left + inner_left + across, top + inner_top + down)
    return Region(box, kept[inner_top : inner_top + down, inner_left : inner_left + across].copy())


def _frame(part: _Normalised) -> tuple[float, float, float, float]:
    """Where the edges of the 28×28 lie in the ink map that a part was cut out of."""
    _, _, width, height = tight_box(part.strokes / np.float32(255))
    side = max(width, height, 1)
    scale = part.side / side  # hairlines were widened on a larger copy of the ink
    pixel = side / DIGIT_SIDE
    row, column = shift(part.small)
    left = part.box[0] - (margin(width, side) + column * pixel) * scale
    top = part.box[1] - (margin(height, side) + row * pixel) * scale
    return (left, top, left + SIDE * pixel * scale, top + SIDE * pixel * scale)


def _in_original(box: tuple[float, ...], picture: Picture) -> tuple[float, float, float, float]:
    """A box of the working pixels in pixels of the upright original."""
    height, width = picture.pixels.shape[:2]
    x, y = picture.width / width, picture.height / height
    left, top, right, bottom = box
    return (left * x, top * y, right * x, bottom * y)
