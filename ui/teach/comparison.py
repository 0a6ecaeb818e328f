"""A comparison of learning with features of another network and without."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import mean, pstdev, stdev

from ui.languages.messages import Message, t
from ui.parts.percent import in_percent


@dataclass(frozen=True)
class Comparison:
    """The accuracies of two ways of learning, over several trials.

    Attributes:
        lead: the difference of the means, in percentage points, after rounding each.
        spread: the larger one of the two standard deviations, in points with one decimal.
    """

    lead: float
    spread: float

    @property
    def is_clear(self) -> bool:
        """Whether the difference exceeds the spread."""
        return abs(self.lead) > self.spread


def compared(first: list[float], second: list[float]) -> Comparison:
    """Compare accuracies in 0..1, at least one of each way."""
    lead = in_percent(mean(first)) - in_percent(mean(second))
    spread = in_percent(max(deviation(first), deviation(second)))
    return Comparison(round(lead, 1) + 0.0, spread)  # never "-0.0"


def deviation(values: list[float]) -> float:
    """The sample standard deviation; 0 for a single value."""
    return stdev(values) if len(values) > 1 else pstdev(values)


def verdict(borrowed: list[float], without: list[float]) -> Message:
    """A sentence on whether features of another network help; accuracies in 0..1."""
    found = compared(borrowed, without)
    points, spread = abs(found.lead), found.spread
    if points == 0:
        return t("equally_well")
    if found.lead > 0 and found.is_clear:
        return t("better_with_clear", points=points, spread=spread)
    if found.lead > 0:
        return t("better_with_unclear", points=points, spread=spread)
    if found.is_clear:
        return t("better_without_clear", points=points, spread=spread)
    return t("better_without_unclear", points=points, spread=spread)
