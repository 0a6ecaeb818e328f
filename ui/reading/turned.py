"""Detection of pictures that lie on their side, if nothing else is read."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from model import Predictor, Reading
from model.picture.decoding import Picture
from ui.shipped import second

LEAST_SURE = 0.9  # probability by both networks; below it more signs than digits would be turned
DIGIT_ONE = "1"  # any flat stroke looks like one after a quarter turn


class Turn(NamedTuple):
    """A rotation by quarter turns, clockwise, and the text that is read after it.

    `quarters` is 0 if nothing is read surely after a turn in either direction.
    """

    quarters: int
    text: str


NO_TURN = Turn(0, "")


def turn_to_read(predictor: Predictor, picture: Picture) -> Turn:
    """The turn after which a picture is read surely and completely; takes two readings."""
    found = [(predictor.read(turned(picture, quarters)), quarters) for quarters in (1, 3)]
    ways = [
        (sureness(reading, predictor), Turn(quarters, reading.text))
        for reading, quarters in found
        if not reading.ignored and set(reading.text) - {DIGIT_ONE, "\n"}
    ]
    sure, turn = max(ways, default=(0.0, NO_TURN))
    return turn if sure >= LEAST_SURE else NO_TURN


def sureness(reading: Reading, predictor: Predictor) -> float:
    """The lowest probability of a digit, in 0..1, by either network, outliers included."""
    inputs = np.stack([digit.model_input for digit in reading.digits])
    classes = [predictor.classes.index(digit.label) for digit in reading.digits]
    least = 1.0
    for one in filter(None, (predictor, second(predictor.dataset.name))):
        probabilities, outlier = one.judge(inputs)
        sure = probabilities[np.arange(len(classes)), classes] * (1 - outlier)
        least = min(least, float(sure.min()))
    return least


def turned(picture: Picture, quarters: int) -> Picture:
    """The picture turned clockwise by `quarters` quarter turns."""
    width, height = picture.width, picture.height
    if quarters % 2:
        width, height = height, width
    ink = None if picture.ink is None else np.ascontiguousarray(np.rot90(picture.ink, -quarters))
    pixels = np.ascontiguousarray(np.rot90(picture.pixels, -quarters))
    return replace(picture, pixels=pixels, width=width, height=height, ink=ink)
