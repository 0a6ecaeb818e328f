"""What the plots of the Train and Validation tabs are given to draw."""

import math

import pytest

from tests.tools.messages import english
from ui.curves.plot import EMPTY, limits_of, point, round_up
from ui.validation.curves import curves_of


def epoch(number: int, loss: float, accuracy: float) -> dict[str, float]:
    return {
        "epoch": number,
        "train_loss": loss,
        "validation_loss": loss,
        "train_accuracy": accuracy,
        "validation_accuracy": accuracy,
        "seconds": 1.0,
    }


HISTORY = {"epochs": [epoch(1, 2.0, 0.5), epoch(2, 0.1, 0.97), epoch(3, 0.2, 0.96)]}
POINTS = [point(each) for each in HISTORY["epochs"]]
ASTRAY = [point(epoch(1, math.nan, 0.1)), point(epoch(2, math.inf, 0.1))]


def test_a_point_holds_rounded_numbers_and_none_where_there_is_none():
    assert point(epoch(1, 0.12346, 0.9876)) == [1, 0.1235, 0.1235, 98.76, 98.76]
    assert ASTRAY[0] == [1, None, None, 10.0, 10.0]


def test_the_best_epochs_are_marked_and_the_first_lie_outside():
    plots, words = curves_of(HISTORY, 10, 10_000)
    assert plots["best"] == {"loss": 2, "accuracy": 2}
    assert plots["runs"][0]["points"] == POINTS
    assert "The first epochs lie outside the frame." in english(words)
    assert "six looks" not in english(words)


def test_of_photographs_the_curves_say_that_they_are_of_one_look():
    _, words = curves_of(HISTORY, 10, 10_000, one_view=True)
    assert "one look at each picture; an answer is the mean of six looks" in english(words)


def test_the_axes_of_runs_end_at_round_numbers():
    assert limits_of(POINTS) == {"loss": (0, 0.5), "accuracy": (80, 100)}
    assert [round_up(value) for value in (0.03, 0.21, 1, 7)] == pytest.approx([0.05, 0.25, 1, 10])


def test_the_axes_hold_the_end_of_a_run():
    worse = [point(epoch(1, 2.2, 0.3)), point(epoch(2, 1.9, 0.4))]
    assert limits_of(worse) == {"loss": (0, 2.5), "accuracy": (0, 100)}
    collapsed = [*POINTS, point(epoch(4, 7.0, 0.1))]
    assert limits_of(collapsed) == {"loss": (0, 10), "accuracy": (0, 100)}


def test_axes_stand_with_few_numbers_or_none():
    assert limits_of([]) == EMPTY
    assert limits_of(ASTRAY)["loss"] == EMPTY["loss"]
    perfect = [point(epoch(1, 0.0, 1.0))]
    for low, high in limits_of(perfect).values():
        assert low < high
