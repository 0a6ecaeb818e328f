"""Candidates → the reading of a page: the cheapest way through every line, in nats.

Pieces of ink stand in a row; a candidate takes a run of them as one digit and costs what the
network doubts of it, or a part is left out and costs by its size. The cheapest way from the first
piece to the last is the reading of a line (Viterbi 1967; the segmentation graph of LeCun et al.
1998, "Gradient-based learning applied to document recognition", section V).
"""

from dataclasses import dataclass, replace

import numpy as np

from ..picture.findings import Judgement
from .candidate import Candidate
from .propose import Line


@dataclass(frozen=True)
class Costs:
    """What readings cost, in nats.

    `python -m tests.benchmarks.fit_costs` fits them; but `refused`, which was set by looking at
    what `tests.benchmarks.paper` misreads. What decides besides is set by eye, too: FREE_SIZE,
    FREE_WIDTH and ROOMY below, GUESSED in `model.picture.ink` and TEXT in `model.digits.reader`.

    Attributes:
        digit: of each digit; of two readings about alike the one with fewer digits wins.
        joined: of each part put to another one.
        cut: of each side that is cut off a neighbour.
        doubt_if_cut: how often the network's doubt counts where a side was cut: among many cuts
            some piece looks like a digit by chance.
        stroke_cut_off: of a piece that reads as a 1, since any straight stroke does.
        left_out: of leaving out something as large as the writing.
        refused: of ink that is no digit, where readings of a page are compared.
        odd_size, odd_width: of a height e times that of the writing, of a width e times the
            height; both grow with the square of what exceeds FREE_SIZE and FREE_WIDTH.
    """

    digit: float = 1.21
    joined: float = 0.6
    cut: float = 0.34
    doubt_if_cut: float = 8.0
    stroke_cut_off: float = 3.0
    left_out: float = 8.4
    refused: float = 4.0
    odd_size: float = 12.0
    odd_width: float = 12.5


COSTS = Costs()
FREE_SIZE = 0.35  # of the logarithm of a digit's height: those of a page vary as much
FREE_WIDTH = 0.05  # of the logarithm of width over height: few digits are wider than high
ROOMY = 1.15  # of its height: a broader part has room for more than one digit
LEAST_SURENESS = 1e-6  # what is less sure is doubted no more than this
ONE = 1  # the class of a straight stroke


@dataclass(frozen=True, eq=False)
class Choice:
    """A candidate with what the network says of it.

    Attributes:
        candidate: the ink.
        probabilities: (classes,) float32, calibrated.
        outlier: 0..1, how little it looks like any class.
        is_digit: whether it is read as a digit.
        is_several: whether it was cut off a neighbour, or looks like digits side by side.
        was_lost: whether the reading took it for dirt or for part of a digit (model.digits.marks).
    """

    candidate: Candidate
    probabilities: np.ndarray
    outlier: float
    is_digit: bool
    is_several: bool = False
    was_lost: bool = False

    @property
    def doubt(self) -> float:
        """How little the network takes it for a digit, in nats."""
        sureness = float(self.probabilities.max()) * (1 - self.outlier)
        return -float(np.log(max(sureness, LEAST_SURENESS)))


def as_choices(line: Line, judgement: Judgement) -> list[Choice]:
    """Candidates with what the network says of each, to be read as digits."""
    rows = zip(line, *judgement, strict=True)
    return [
        Choice(one, probabilities, float(outlier), True) for one, probabilities, outlier in rows
    ]


def may_be_several(choice: Choice, height: float, costs: Costs = COSTS) -> bool:
    """Whether cutting a part in two surely read digits would be the cheaper reading."""
    two = 2 * (costs.digit + costs.cut)
    return cost_of(choice, height, costs) > two and not choice.candidate.joined


def choose(judged: list[Choice], height: float, costs: Costs = COSTS) -> list[Choice]:
    """The cheapest reading of a line, from left to right.

    Args:
        judged: its candidates with what the network says of them.
        height: of the writing on the page, in pixels.
        costs: in nats.
    """
    parts = [one for one in judged if not one.candidate.joined and not one.candidate.cuts]
    ways = [(one, cost_of(one, height, costs)) for one in judged]
    ways += [(replace(one, is_digit=False), _left_out(one, height, costs)) for one in parts]
    best = _cheapest(ways, 0)
    return best[max(best)][1]


def _cheapest(
    ways: list[tuple[Choice, float]], start: float
) -> dict[float, tuple[float, list[Choice]]]:
    """The cheapest way from `start` to wherever one leads: its cost and its choices."""
    best: dict[float, tuple[float, list[Choice]]] = {start: (0.0, [])}
    for choice, cost in sorted(ways, key=lambda way: way[0].candidate.start):
        start, stop = choice.candidate.start, choice.candidate.stop
        if start not in best:
            continue  # nothing leads there: the pieces before it are too broad
        before, taken = best[start]
        if stop not in best or before + cost < best[stop][0]:
            best[stop] = (before + cost, [*taken, choice])
    return best


def is_several(choice: Choice, judged: list[Choice], costs: Costs = COSTS) -> bool:
    """Whether a part is a piece that was cut off, or looks like several digits side by side.

    It does where it has room for them, and its pieces among the `judged` of its line are digits, at
    no higher cost each than that of leaving it out; but straight strokes alone are no row of ones.
    """
    part = choice.candidate
    if part.cuts or part.width <= ROOMY * part.height:
        return part.cuts > 0
    ways = [(one, cost_of(one, part.height, costs)) for one in judged if one.candidate.cuts]
    cost, digits = _cheapest(ways, part.start).get(part.stop, (0.0, []))
    is_row = any(one.probabilities.argmax() != ONE for one in digits)
    return is_row and cost <= costs.left_out * len(digits)


def total(choices: list[Choice], height: float, costs: Costs = COSTS) -> float:
    """What a reading costs, in nats."""
    return sum(
        (cost_of if choice.is_digit else _left_out)(choice, height, costs) for choice in choices
    )


def cost_of(choice: Choice, height: float, costs: Costs) -> float:
    """What reading a candidate as a digit costs, in nats."""
    candidate = choice.candidate
    weight = costs.doubt_if_cut if candidate.cuts else 1.0
    size = max(0.0, abs(np.log(candidate.height / height)) - FREE_SIZE)
    width = max(0.0, np.log(candidate.width / candidate.height) - FREE_WIDTH)
    return (
        costs.digit
        + weight * choice.doubt
        + costs.joined * candidate.joined
        + costs.cut * candidate.cuts
        + costs.stroke_cut_off * (candidate.cuts > 0 and choice.probabilities.argmax() == ONE)
        + costs.odd_size * size**2
        + costs.odd_width * width**2
    )


def _left_out(choice: Choice, height: float, costs: Costs) -> float:
    """What leaving a part out costs, in nats: more the more digits would find room in it."""
    candidate = choice.candidate
    digits = max(1.0, candidate.width / (ROOMY * candidate.height))
    return costs.left_out * digits * min(1.0, candidate.side / height)


def doubt(choices: list[Choice], costs: Costs = COSTS) -> float:
    """How much of the ink is no sure digit, in nats: the mean over all inked pixels."""
    area = sum(choice.candidate.area for choice in choices)
    if not area:
        return costs.refused
    each = (
        choice.candidate.area * min(costs.refused, choice.doubt if choice.is_digit else np.inf)
        for choice in choices
    )
    return sum(each) / area
