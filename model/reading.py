"""Results: the prediction of one digit, and the reading of a whole number."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from .picture.steps import Step, no_steps

BLANK, TOUCHING, UNSURE, NO_DIGIT = REASONS = ("blank", "touching", "unsure", "no digit")


@dataclass(frozen=True)
class Prediction:
    """The prediction of one digit.

    Attributes:
        label: the class, or None if the picture is refused.
        probabilities: calibrated probability of every class, in class order, summing to 1.
        model_input: the network input, (28, 28) uint8, white on black, or of the data set's shape.
        box: (left, top, right, bottom) in pixels of the upright picture, or None.
        frame: the edges of model_input in the upright picture, in the format of the box; or None.
        reason: why there is no label, one of REASONS; None if there is a label.
        by_row: whether the row network was more confident of this label than the network of
            digits of another one; the probabilities are then those of both.
        draw_steps: draws `steps`.
    """

    label: str | None
    probabilities: dict[str, float]
    model_input: np.ndarray
    box: tuple[int, int, int, int] | None = None
    frame: tuple[float, float, float, float] | None = None
    reason: str | None = None
    by_row: bool = False
    draw_steps: Callable[[], tuple[Step, ...]] = no_steps

    def __repr__(self) -> str:
        return (
            f"Prediction(label={self.label!r}, confidence={self.confidence:.4f}, box={self.box}, "
            f"reason={self.reason!r})"
        )

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Pictures of the preprocessing, in order; drawn when they are first asked for."""
        return self.draw_steps()

    def __getstate__(self) -> dict[str, Any]:
        """For another process, which gets the pictures themselves."""
        return {**vars(self), "steps": self.steps, "draw_steps": no_steps}

    @property
    def nearest(self) -> str:
        """The most probable class, also of a refused picture."""
        return max(self.probabilities, key=self.probabilities.__getitem__)

    @property
    def confidence(self) -> float:
        """Probability of the most probable class."""
        return max(self.probabilities.values())


@dataclass(frozen=True)
class Mark:
    """Something refused between or around digits: a point, a sign, a letter, a doubtful digit.

    Attributes:
        prediction: its prediction, one of `Reading.ignored`.
        after: index in `Reading.digits` of the digit before it; None before the first one.
    """

    prediction: Prediction
    after: int | None

    @property
    def box(self) -> tuple[int, int, int, int]:
        """(left, top, right, bottom) in pixels of the upright picture."""
        assert self.prediction.box is not None  # only blank paper has none
        return self.prediction.box


@dataclass(frozen=True)
class Reading:
    """The reading of a whole number: its text, the digits in order, and what was refused.

    `foremost` is the most prominent digit, or of a picture without one what was refused. `reason`
    is one of REASONS if there is no text, and else None. `marks` are those of `ignored` that lie
    between or around digits and are no dirt, ruled line or frame.
    """

    text: str
    digits: tuple[Prediction, ...]
    ignored: tuple[Prediction, ...]
    foremost: Prediction
    reason: str | None = None
    marks: tuple[Mark, ...] = ()

    def __repr__(self) -> str:
        return (
            f"Reading(text={self.text!r}, confidence={self.confidence:.4f}, box={self.box}, "
            f"reason={self.reason!r})"
        )

    @property
    def confidence(self) -> float:
        """Product of the confidences of all digits; 0 without digits."""
        return math.prod(digit.confidence for digit in self.digits) if self.digits else 0.0

    @property
    def box(self) -> tuple[int, int, int, int] | None:
        """(left, top, right, bottom) around all digits, or None without digits."""
        if not self.digits:
            return None
        left, top, right, bottom = zip(*(digit.box for digit in self.digits), strict=True)
        return min(left), min(top), max(right), max(bottom)
