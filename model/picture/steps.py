"""What a picture becomes on its way to the network, and the pictures of that way."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


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
