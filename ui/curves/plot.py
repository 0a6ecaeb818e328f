"""Curves of loss and accuracy over the epochs of one run or of several."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

import gradio as gr

from model.training.loop import EpochRecord
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
        number: of the run, from 1; negative for a result from a link.
        colour: a colour token of style/tokens.css.
        epochs: how many epochs the axis covers.
        points: one for each record, as `point` makes them; of several seeds, the means.
        spread: likewise the standard deviations over the seeds; empty for one.
        limits: the ends of the axes on which the run is shown in detail.
    """

    name: Message | str
    number: int
    colour: str
    epochs: float
    points: list[Point]
    spread: list[Point]
    limits: dict[str, Limits]


def curves_plot(
    value: dict[str, Any], *, elem_id: str, topic: str, prefix: str = "", note: str = ""
) -> gr.HTML:
    """Place two plots, "loss-curve" and "accuracy-curve" with the prefix, and a note by the legend.

    The value contains "runs", a list of Curve, and perhaps "best", the epochs to mark in the plots
    of loss and accuracy. The next value is the field "curves" of a topic; without one nothing is
    shown.
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


def curve(
    records: Sequence[EpochRecord],
    deviations: Sequence[EpochRecord] = (),
    *,
    name: Message | str,
    number: int,
    colour: str,
    epochs: float,
) -> Curve:
    """A Curve of records, and of their standard deviations over several seeds."""
    points = [point(vars(record)) for record in records]
    return {
        "name": name,
        "number": number,
        "colour": colour,
        "epochs": epochs,
        "points": points,
        "spread": [point(vars(record)) for record in deviations],
        "limits": limits_of(points),
    }


def limits_of(points: list[Point]) -> dict[str, Limits]:
    """Limits of both axes for a run. They contain the end of its curves.

    The start of a curve may lie outside, so that the end is shown in detail. The axes of several
    runs have the outermost limits of theirs.
    """
    found = dict(EMPTY)
    if (top := _highest_loss(points)) is not None:
        found["loss"] = (0, round_up(max(0.05, top)))
    if (bottom := _lowest_accuracy(points)) is not None:
        found["accuracy"] = (next(end for end in BOTTOMS if end <= bottom), 100)
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
