"""The curves of a visitor's runs, and the ends of the axes that suit them all."""

from __future__ import annotations

import math
from typing import Any

from ui.curves.plot import ACCURACIES, EMPTY, LOSSES, Limits, Point, numbers, point
from ui.visitor import Visitor

NICE = (1, 2, 2.5, 5, 10)
BOTTOMS = (99.5, 99, 98, 95, 90, 80, 60, 0)  # of the axis of accuracies


def curves_value(visitor: Visitor) -> dict[str, Any]:
    """Every run with its points, and the limits of both plots."""
    runs = [
        {
            "name": f"Run {run.number}",
            "number": run.number,
            "colour": f"run-{run.colour}",
            "epochs": run.settings.epochs,
            "points": [point(vars(record)) for record in run.report.records],
        }
        for run in visitor.runs
    ]
    points = [point for run in runs for point in run["points"]]
    return {"runs": runs, "limits": limits(points)}


def limits(points: list[Point]) -> dict[str, Limits]:
    """Ends of the axes that leave room for the end of the curves; their start may lie outside."""
    found = dict(EMPTY)
    if in_validation := numbers(points, LOSSES[1:]):
        highest = min(max(numbers(points, LOSSES)), 4 * min(in_validation))
        found["loss"] = (0, round_up(max(0.05, highest)))
    if in_validation := numbers(points, ACCURACIES[1:]):
        error = 100 - max(in_validation)
        lowest = max(min(numbers(points, ACCURACIES)), 100 - 4 * error)
        found["accuracy"] = (next(bottom for bottom in BOTTOMS if bottom <= lowest), 100)
    return found


def round_up(value: float) -> float:
    """The smallest round number that is no smaller."""
    power = 10 ** math.floor(math.log10(value))
    return power * next(step for step in NICE if step * power >= 0.999 * value)
