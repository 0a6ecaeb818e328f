"""The one way from any picture to the network's 28×28, for pad, upload, API and evaluation.

decode → ink map → each digit's box → thicken hairlines → 20×20 → centred 28×28. The last steps are
how MNIST was made, as reconstructed by Yadav & Bottou, "Cold Case: The Lost MNIST Digits"
(NeurIPS 2019, arXiv 1905.10498).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import cv2
import numpy as np

from model.digits.components import Part
from model.digits.layout import cut_out, find_layout, prominence, tight_box
from model.picture.decoding import Picture, PictureSource, UnreadablePicture, decode
from model.picture.ink import find_ink

__all__ = [
    "Page",
    "Picture",
    "Prepared",
    "Step",
    "UnreadablePicture",
    "decode",
    "normalise",
    "prepare",
]

SIDE = 28  # px of the network's input
DIGIT_SIDE = 20  # px of the digit's longer side within it
CENTRE = 14  # px, where the centre of mass lies
HAIRLINE = 0.055  # stroke width over digit size; the thinnest MNIST strokes are just above
FINE_SIDE = 80  # px of the longer side at which strokes are measured, at least
COARSE_SIDE = 400  # … and at most, or widening a hairline takes seconds
THICKENED = 0.095  # what a thinner stroke is widened to; MNIST's median is 0.12


class Step(NamedTuple):
    """One picture of the way: a short name, one line of words, and uint8 pixels."""

    name: str
    caption: str
    image: np.ndarray


@dataclass(frozen=True)
class Prepared:
    """What the ink of one digit became.

    Attributes:
        model_input: (28, 28) uint8, white on black; all zero when nothing is drawn.
        box: (left, top, right, bottom) in pixels of the upright original; None when blank.
        frame: the same for the 28×28's edges, as floats; it may reach beyond the picture.
        steps: pictures of the way, in order.
    """

    model_input: np.ndarray
    box: tuple[int, int, int, int] | None
    steps: tuple[Step, ...]
    frame: tuple[float, float, float, float] | None = None


class _Way(NamedTuple):
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
        found = find_ink(self.picture.pixels)
        self.layout = find_layout(found.ink)
        self._ink = found.ink
        self._ways: dict[Part, _Way] = {}
        self._original = Step("Picture", "The picture, upright.", self.picture.pixels)

    @cached_property
    def _ink_step(self) -> Step:
        return Step("Ink", "How far each pixel is from its paper.", to_grey(self._ink))

    def blank(self) -> Prepared:
        """What there is to say when nothing is drawn."""
        return Prepared(np.zeros((SIDE, SIDE), np.uint8), None, (self._original,))

    def model_input(self, part: Part) -> np.ndarray:
        """What the network sees of one part: (28, 28) uint8."""
        return self._way(part).model_input

    def prepare(self, part: Part) -> Prepared:
        """One part on its way to the network, with the pictures of the way."""
        way = self._way(part)
        steps = (
            self._original,
            self._ink_step,
            Step("Digit", "The ink that is the digit, in a tight box.", way.strokes),
            Step("20 × 20", "Shrunk, keeping its shape.", to_grey(way.small)),
            Step(
                "28 × 28", "Centred on its centre of mass: what the network sees.", way.model_input
            ),
        )
        left, top, right, bottom = _in_original(way.box, self.picture)
        box = (int(left), int(top), round(right), round(bottom))
        return Prepared(way.model_input, box, steps, _in_original(_frame(way), self.picture))

    def _way(self, part: Part) -> _Way:
        if part not in self._ways:
            region = cut_out(self._ink, part, self.layout.shape)
            strokes = thicken_hairlines(region.ink)
            small = shrink(strokes)
            side = max(region.ink.shape)
            self._ways[part] = _Way(region.box, side, to_grey(strokes), small, centre(small))
        return self._ways[part]

    def prominence(self, part: Part) -> float:
        """How much ink a part has, less where it hangs on the picture's border."""
        return prominence(part, self.layout.shape)


def prepare(source: PictureSource) -> Prepared:
    """The strokes with the most ink in a picture on their way to the network, as one digit."""
    page = Page(source)
    groups = [group for line in page.layout.lines for group in line]
    return page.prepare(max(groups, key=page.prominence)) if groups else page.blank()


def normalise(ink: np.ndarray) -> np.ndarray:
    """MNIST's recipe: ink (H, W) float32 in 0..1 → (28, 28) uint8, white on black."""
    left, top, width, height = tight_box(ink)
    if width == 0:
        return np.zeros((SIDE, SIDE), np.uint8)
    return centre(shrink(ink[top : top + height, left : left + width]))


def stroke_width(ink: np.ndarray) -> float:
    """Mean width in pixels of the strokes in an (H, W) ink map.

    Across a bar w pixels wide the distance to its edge averages w / 4 + 1 / 2 (pixel centres).
    """
    stroke = cv2.copyMakeBorder((ink > 0.5).astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    if not stroke.any():
        return 0.0
    distance = cv2.distanceTransform(stroke, cv2.DIST_L2, 3)
    return max(1.0, 4 * cv2.mean(distance, mask=stroke)[0] - 2)


def thicken_hairlines(ink: np.ndarray) -> np.ndarray:
    """Widen strokes that would vanish at 20 px; others come back unchanged."""
    scale = max(1.0, FINE_SIDE / max(ink.shape))  # hard pixels are too coarse to measure or widen
    fine = ink
    if scale > 1:
        fine = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR)
    side, width = max(fine.shape), stroke_width(fine)
    if width >= HAIRLINE * side:
        return ink
    if side > COARSE_SIDE:
        share = COARSE_SIDE / side
        fine = cv2.resize(fine, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
        side, width = max(fine.shape), share * width
    extra = max(1, round(THICKENED * side - width))
    pen = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (extra + 1, extra + 1))
    rim = extra  # room to grow into
    roomy = cv2.copyMakeBorder(to_grey(fine), rim, rim, rim, rim, cv2.BORDER_CONSTANT)
    return np.float32(cv2.dilate(roomy, pen)) / 255  # bytes are widened many times faster


def shrink(ink: np.ndarray) -> np.ndarray:
    """A tight (H, W) ink map → (20, 20) float32, its longer side filled, its shape kept."""
    left, top, width, height = tight_box(ink)
    side = max(width, height, 1)
    square = np.zeros((side, side), np.float32)
    x, y = _margin(width, side), _margin(height, side)
    square[y : y + height, x : x + width] = ink[top : top + height, left : left + width]
    way = cv2.INTER_AREA if side >= DIGIT_SIDE else cv2.INTER_LINEAR
    return cv2.resize(square, (DIGIT_SIDE, DIGIT_SIDE), interpolation=way)


def _margin(length: int, side: int) -> int:
    """Px before a centred length: whole pixels of the shrunk picture keep its edges sharp."""
    pixel = side / DIGIT_SIDE
    return min(side - length, round(round((side - length) / 2 / pixel) * pixel))


def centre(small: np.ndarray) -> np.ndarray:
    """(20, 20) float32 ink → (28, 28) uint8 with its centre of mass in [13.5, 14.5)."""
    canvas = np.zeros((SIDE, SIDE), np.uint8)
    row, column = _shift(small)
    canvas[row : row + DIGIT_SIDE, column : column + DIGIT_SIDE] = to_grey(small)
    return canvas


def _shift(small: np.ndarray) -> tuple[int, int]:
    """Rows and columns from the 28×28's corner to that of (20, 20) ink, by its centre of mass."""
    total = max(float(small.sum()), 1e-6)
    index = np.arange(DIGIT_SIDE)
    row, column = (
        int(np.floor(CENTRE + 0.5 - float((small.sum(axis=axis) * index).sum()) / total))
        for axis in (1, 0)
    )
    return min(max(0, row), SIDE - DIGIT_SIDE), min(max(0, column), SIDE - DIGIT_SIDE)


def to_grey(ink: np.ndarray) -> np.ndarray:
    """Ink in 0..1 as uint8, white on black."""
    return cv2.convertScaleAbs(ink, alpha=255)


def _frame(way: _Way) -> tuple[float, float, float, float]:
    """Where the edges of the 28×28 lie in the ink map that a part was cut out of."""
    _, _, width, height = tight_box(way.strokes / np.float32(255))
    side = max(width, height, 1)
    scale = way.side / side  # hairlines were widened on a larger copy of the ink
    pixel = side / DIGIT_SIDE
    row, column = _shift(way.small)
    left = way.box[0] - (_margin(width, side) + column * pixel) * scale
    top = way.box[1] - (_margin(height, side) + row * pixel) * scale
    return (left, top, left + SIDE * pixel * scale, top + SIDE * pixel * scale)


def _in_original(box: tuple[float, ...], picture: Picture) -> tuple[float, float, float, float]:
    """A box of the working pixels in pixels of the upright original."""
    height, width = picture.pixels.shape[:2]
    x, y = picture.width / width, picture.height / height
    left, top, right, bottom = box
    return (left * x, top * y, right * x, bottom * y)
