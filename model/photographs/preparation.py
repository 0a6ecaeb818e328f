"""Preprocessing of photographs: the central square, shrunk to 32×32 as in CIFAR-10."""

import cv2
import numpy as np

from ..messages import t
from ..picture.averaging import averaged
from ..picture.decoding import PictureSource, decode
from ..picture.findings import Finding, Judge, judged
from ..picture.steps import Prepared, Step

PHOTO_SIDE = 32  # px


def find_photograph(source: PictureSource, judge: Judge) -> list[list[Finding]]:
    """The central square of a photograph. Raises UnreadablePicture."""
    return [[judged(prepare_photograph(source), judge)]]


def prepare_photograph(source: PictureSource) -> Prepared:
    """A photograph prepared for the network; one of a single colour has no box.

    Raises UnreadablePicture.
    """
    picture = decode(source)
    original = Step(t("step_picture"), t("step_picture_caption"), picture.pixels)
    if _is_of_one_colour(picture.pixels):
        return Prepared(np.zeros((PHOTO_SIDE, PHOTO_SIDE, 3), np.uint8), None, lambda: (original,))
    height, width = picture.pixels.shape[:2]
    side = min(height, width)
    left, top = (width - side) // 2, (height - side) // 2
    square = picture.pixels[top : top + side, left : left + side]
    small = (
        averaged(square, PHOTO_SIDE, PHOTO_SIDE)
        if side > PHOTO_SIDE
        else cv2.resize(square, (PHOTO_SIDE, PHOTO_SIDE), interpolation=cv2.INTER_CUBIC)
    )
    x, y = picture.width / width, picture.height / height  # they differ where a side has few px
    frame = (x * left, y * top, x * (left + side), y * (top + side))
    steps = (
        original,
        Step(t("step_square"), t("step_square_caption"), square),
        Step("32 × 32", t("step_32_caption"), small),
    )
    return Prepared(small, tuple(map(round, frame)), lambda: steps, frame)


def _is_of_one_colour(pixels: np.ndarray) -> bool:
    """Whether all pixels are equal; the first row of a photograph usually decides."""
    return all((row == pixels[0, 0]).all() for row in pixels)
