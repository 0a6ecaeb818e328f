"""Whether a picture of which nothing is read lies on its side."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from model import Predictor
from model.picture.decoding import Picture

LEAST_CONFIDENCE = 0.9  # of the turned reading; the page calls it sure
ONE = "1"  # any flat stroke is one, once it is turned


class Turn(NamedTuple):
    """How often to turn a picture by a quarter, clockwise, and what is read then.

    `quarters` is 0 where nothing is read either way.
    """

    quarters: int
    text: str


NO_TURN = Turn(0, "")


def turn_to_read(predictor: Predictor, picture: Picture) -> Turn:
    """The turn by which a picture is read surely, with nothing left out; it costs two readings."""
    found = [(predictor.read(turned(picture, quarters)), quarters) for quarters in (1, 3)]
    sure = [
        (reading.confidence, Turn(quarters, reading.text))
        for reading, quarters in found
        if reading.confidence >= LEAST_CONFIDENCE
        and not reading.ignored
        and set(reading.text) - {ONE, "\n"}
    ]
    return max(sure, default=(0.0, NO_TURN))[1]


def turned(picture: Picture, quarters: int) -> Picture:
    """A picture turned clockwise by so many quarters."""
    width, height = picture.width, picture.height
    if quarters % 2:
        width, height = height, width
    ink = None if picture.ink is None else np.ascontiguousarray(np.rot90(picture.ink, -quarters))
    pixels = np.ascontiguousarray(np.rot90(picture.pixels, -quarters))
    return replace(picture, pixels=pixels, width=width, height=height, ink=ink)
