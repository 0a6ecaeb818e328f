"""What is read in a picture: one digit, a whole number, and what was left out."""

import math
from dataclasses import dataclass

import numpy as np

from .picture.steps import Step

BLANK, TOUCHING, UNSURE, NO_DIGIT = REASONS = ("blank", "touching", "unsure", "no digit")


@dataclass(frozen=True)
class Prediction:
    """How one digit was read.

    Attributes:
        label: the class, or None when nothing in the picture looks like one.
        probabilities: calibrated probability of every class, in class order, summing to 1.
        model_input: (28, 28) uint8, white on black, or of the data set's own shape: what the
            network sees.
        box: (left, top, right, bottom) in pixels of the upright picture, or None.
        steps: pictures of the preprocessing, in order.
        frame: where the edges of model_input lie in the upright picture, as the box; or None.
        reason: why there is no label: one of REASONS, or None where there is one.
    """

    label: str | None
    probabilities: dict[str, float]
    model_input: np.ndarray
    box: tuple[int, int, int, int] | None = None
    steps: tuple[Step, ...] = ()
    frame: tuple[float, float, float, float] | None = None
    reason: str | None = None

    def __repr__(self) -> str:
        return (
            f"Prediction(label={self.label!r}, confidence={self.confidence:.4f}, box={self.box}, "
            f"reason={self.reason!r})"
        )

    @property
    def nearest(self) -> str:
        """The most probable class: the label, or what would be if there had to be one."""
        return max(self.probabilities, key=self.probabilities.__getitem__)

    @property
    def confidence(self) -> float:
        """Probability of the most probable class."""
        return max(self.probabilities.values())


@dataclass(frozen=True)
class Mark:
    """What was left out between or around digits: a point, a sign, a letter, a doubtful digit.

    Attributes:
        prediction: what the network says of it; it is one of `Reading.ignored`.
        after: index in `Reading.digits` of the digit before it; None before the first one.
    """

    prediction: Prediction
    after: int | None

    @property
    def box(self) -> tuple[int, int, int, int]:
        """(left, top, right, bottom) in pixels of the upright picture."""
        return self.prediction.box


@dataclass(frozen=True)
class Reading:
    """How a whole number was read: its text, the accepted digits in order, and what was refused.

    `reason` says, in one of REASONS, why there is no text; it is None where there is one. `marks`
    are those of `ignored` between and around digits that are no dirt, ruled line or frame.
    """

    text: str
    digits: tuple[Prediction, ...]
    ignored: tuple[Prediction, ...]
    reason: str | None = None
    marks: tuple[Mark, ...] = ()

    def __repr__(self) -> str:
        return (
            f"Reading(text={self.text!r}, confidence={self.confidence:.4f}, box={self.box}, "
            f"reason={self.reason!r})"
        )

    @property
    def confidence(self) -> float:
        """Probability that every digit is right, each by itself; 0 where there is none."""
        return math.prod(digit.confidence for digit in self.digits) if self.digits else 0.0

    @property
    def box(self) -> tuple[int, int, int, int] | None:
        """(left, top, right, bottom) around all digits, or None where there is none."""
        if not self.digits:
            return None
        left, top, right, bottom = zip(*(digit.box for digit in self.digits), strict=True)
        return min(left), min(top), max(right), max(bottom)
