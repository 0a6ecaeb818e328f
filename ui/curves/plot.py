"""Curves of loss and accuracy over the epochs of one run or of several."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, TypedDict

import gradio as gr

from ui.languages.messages import Message
from ui.parts.assets import asset
from ui.parts.part import part

Point = list[float | None]
Limits = tuple[float, float]
LOSSES, ACCURACIES = (1, 2), (3, 4)  # columns of a point: of training, and of validation
NICE = (1, 2, 2.5, 5, 10)
BOTTOMS = (99.5, 99, 98, 95, 90, 80, 60, 0)  # of the axis of accuracies
EMPTY: dict[str, Limits] = {"loss": (0, 2.5), "accuracy": (0, 100)}


class Curve(TypedDict):
    """One run in the plots.

    Attributes:
        name: what the run is called.
        number: of the run, from 1.
        colour: a colour token of style/tokens.css.
        epochs: how many epochs the axis covers.
        points: one for each record, as `point` makes them.
    """

    name: Message
    number: int
    colour: str
    epochs: float | None
    points: list[Point]


def curves_plot(
    value: dict[str, Any], *, elem_id: str, topic: str, prefix: str = "", note: str = ""
) -> gr.HTML:
    """Place two plots, "loss-curve" and "accuracy-curve" with the prefix, and a note by the legend.

    The value contains "runs", a list of Curve; "limits", the ends of the axis for loss and
    accuracy; and perhaps "best", the epochs to mark for them. The next value is the field "curves"
    of a topic; without one nothing is shown.
    """
    markup = (
        asset("curves/plot.html")
        .replace("@loss", f"{prefix}loss-curve")
        .replace("@accuracy", f"{prefix}accuracy-curve")
        .replace("@note", note)
    )
    return part(
        value,
        elem_id=elem_id,
        markup=markup,
        script="curves/plot.js",
        classes="digitpad-curves",
        topic=topic,
    )


def point(record: Mapping[str, float]) -> Point:
    """A record as [epoch, training loss, validation loss, training %, validation %]."""
    return [
        round(record["epoch"], 3),
        number(record["train_loss"], 4),
        number(record["validation_loss"], 4),
        number(100 * record["train_accuracy"], 2),
        number(100 * record["validation_accuracy"], 2),
    ]


def number(value: float, digits: int) -> float | None:
    """A rounded number for JSON; None if it is not finite, as after divergence."""
    return round(value, digits) if math.isfinite(value) else None


def numbers(points: list[Point], columns: tuple[int, ...]) -> list[float]:
    """The numbers in some columns of points, without None."""
    values = (each[i] for i in columns for each in points)
    return [value for value in values if value is not None]


def limits_of(*runs: list[Point]) -> dict[str, Limits]:
    """Limits of both axes for the points of each run. They contain the end of every curve.

    The start of a curve may lie outside, so that the end is shown in detail.
    """
    found = dict(EMPTY)
    if tops := [top for top in map(_highest_loss, runs) if top is not None]:
        found["loss"] = (0, round_up(max(0.05, *tops)))
    if bottoms := [bottom for bottom in map(_lowest_accuracy, runs) if bottom is not None]:
        found["accuracy"] = (next(end for end in BOTTOMS if end <= min(bottoms)), 100)
    return found


def _highest_loss(points: list[Point]) -> float | None:
    """The highest loss of a run that the axis contains; None if no loss is finite."""
    in_validation = numbers(points, LOSSES[1:])
    if not in_validation:
        return None
    clear = min(max(numbers(points, LOSSES)), 4 * min(in_validation))
    return max(clear, *numbers(points[-1:], LOSSES), 0)


def _lowest_accuracy(points: list[Point]) -> float | None:
    """The lowest accuracy of a run that the axis contains; None if none is finite."""
    in_validation = numbers(points, ACCURACIES[1:])
    if not in_validation:
        return None
    clear = max(min(numbers(points, ACCURACIES)), 100 - 4 * (100 - max(in_validation)))
    return min(clear, *numbers(points[-1:], ACCURACIES), 100)


def round_up(value: float) -> float:
    """The smallest round number that is not below `value`."""
    power = 10 ** math.floor(math.log10(value))
    return power * next(step for step in NICE if step * power >= 0.999 * value)
