"""What a picture becomes on its way to the network, and the pictures of that way."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..messages import Message


class Step(NamedTuple):
    """One picture of the way: a short title, one line of words, and uint8 pixels."""

    title: Message | str
    caption: Message
    image: np.ndarray

    @property
    def name(self) -> str:
        """The title in English."""
        return str(self.title)


def no_steps() -> tuple[Step, ...]:
    """The way of a picture that is the network's input as it is."""
    return ()


@dataclass(frozen=True)
class Prepared:
    """What one thing in a picture became: the ink of a digit, a garment or a photograph's middle.

    Attributes:
        model_input: uint8 of the data set's shape: (28, 28), white on black, or (32, 32, 3), RGB;
            all zero when the picture is blank.
        box: (left, top, right, bottom) in pixels of the upright original; None when blank.
        draw_steps: draws pictures of the way, in order.
        frame: the same as the box for model_input's edges, as floats; it may reach beyond the
            picture.
    """

    model_input: np.ndarray
    box: tuple[int, int, int, int] | None
    draw_steps: Callable[[], tuple[Step, ...]] = no_steps
    frame: tuple[float, float, float, float] | None = None
