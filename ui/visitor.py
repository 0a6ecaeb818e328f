"""What belongs to one visitor, and the predictors that all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from model import Predictor

WEIGHTS = Path(__file__).parent.parent / "weights"
DATASETS = ("mnist",)


@cache
def shipped(dataset: str) -> Predictor:
    """The predictor with the shipped weights of a data set; loaded once, shared by everybody."""
    return Predictor.from_pretrained(WEIGHTS / dataset)


@dataclass
class Visitor:
    """One visitor's choices; lives in a `gr.State`, so no visitor sees another's."""

    dataset: str = "mnist"
    looks_inside: bool = False

    @property
    def predictor(self) -> Predictor:
        """The predictor that reads this visitor's pictures."""
        return shipped(self.dataset)
