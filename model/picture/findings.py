"""What is found in a picture, and what a network says of it: the same for every data set."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .decoding import PictureSource
from .steps import Prepared


class Judgement(NamedTuple):
    """What a network says of N inputs.

    Attributes:
        probabilities: (N, classes) float32, calibrated.
        outlier: (N,) float32 in 0..1: how little each looks like any class.
    """

    probabilities: np.ndarray
    outlier: np.ndarray


Judge = Callable[[np.ndarray], Judgement]  # of network inputs (N, *shape) uint8, in one pass


@dataclass(frozen=True)
class Finding:
    """One thing in a picture: its way to the network, and what the network says of it.

    Attributes:
        prepared: its network input; without a box where the picture is blank.
        probabilities: (classes,) float32, calibrated.
        outlier: 0..1, how little it looks like any class.
        prominence: how much of the picture it is, to compare with others.
        is_noise: whether it was left out of the reading.
        is_several: whether it was cut off a neighbour, or looks like digits side by side.
        by_row: whether the row network made it another class than the network of digits did.
        is_mark: whether a reading that gives it no label should mention it: it is no line of the
            paper and no dirt.
    """

    prepared: Prepared
    probabilities: np.ndarray
    outlier: float
    prominence: float = 1.0
    is_noise: bool = False
    is_several: bool = False
    by_row: bool = False
    is_mark: bool = False


# Everything in a picture, in lines, in reading order; of a blank one a single thing without a box.
Find = Callable[[PictureSource, Judge], list[list[Finding]]]


def judged(prepared: Prepared, judge: Judge) -> Finding:
    """A single thing, judged by itself."""
    probabilities, outlier = judge(prepared.model_input[None])
    return Finding(prepared, probabilities[0], float(outlier[0]))
