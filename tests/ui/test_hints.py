"""What the page says of marks that are no digits: the probable reason, and what to do."""

import cv2
import numpy as np
import pytest

from model import Prediction, Predictor
from model.synthetic.pen import Stroke, line
from ui.draw.examples.digits import EXAMPLES
from ui.draw.pad.sketchpad import SIDE, drawn
from ui.draw.tab import answer
from ui.reading.hints import is_stroke
from ui.visitor import Visitor

FINE = 4  # times as large it is drawn, for smooth lines


def said(*strokes: Stroke, width: float = 0.06) -> dict:
    """How the page answers strokes on wide paper, as the pad sends them."""
    paper = np.full((FINE * SIDE, 2 * FINE * SIDE), 255, np.uint8)
    for stroke in strokes:
        points = np.round(np.array(stroke) * FINE * SIDE).astype(np.int32)
        cv2.polylines(paper, [points], False, 0, round(width * FINE * SIDE), cv2.LINE_AA)
    levels = cv2.resize(paper, (2 * SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return answer(Visitor(), drawn(levels), "drawing")


def digit(name: str, left: float, size: float = 0.5) -> list[Stroke]:
    """A digit of the examples, so large and there."""
    return [np.array(stroke) * size + (left, 0.2) for stroke in EXAMPLES[name]]


MINUS = line((0.1, 0.45), (0.32, 0.45))
PLUS = [line((0.5, 0.45), (0.66, 0.45)), line((0.58, 0.37), (0.58, 0.53))]
EQUALS = [line((0.3, 0.42), (0.6, 0.42)), line((0.3, 0.58), (0.6, 0.58))]
DOT = line((0.5, 0.6), (0.505, 0.6))


@pytest.mark.parametrize(
    ("strokes", "words"),
    [
        ([MINUS], "A flat stroke is no digit"),
        (EQUALS, "A flat stroke is no digit"),
        ([DOT], "Too small to tell; make the digit larger"),
        ([*digit("8", 0.3), *digit("8", 0.45), *digit("8", 0.6)], "Leave a gap between them"),
    ],
    ids=["minus", "equals", "dot", "touching"],
)
def test_a_refusal_names_its_probable_reason(strokes: list[Stroke], words: str) -> None:
    value = said(*strokes)
    assert value["state"] == "refused"
    assert words in value["sentence"]


def test_a_sign_beside_one_digit_is_told() -> None:
    value = said(MINUS, *digit("3", 0.4))
    assert (value["state"], value["label"]) == ("digit", "3")
    assert value["sentence"].endswith(", 1 mark left out (no digit)")
    assert [one["label"] for one in value["digits"]] == ["3", ""]


def test_signs_between_digits_are_told() -> None:
    value = said(*digit("3", 0.0), *PLUS, *digit("4", 0.65))
    assert (value["state"], value["label"]) == ("number", "34")
    assert value["sentence"] == "2 digits, 1 mark left out (no digit)"


def test_nothing_is_said_where_nothing_was_left_out() -> None:
    assert "left out" not in said(*digit("3", 0.4))["sentence"]
    assert said(*digit("3", 0.0), *digit("4", 0.65))["sentence"] == "2 digits"


def test_no_digit_is_called_a_flat_stroke() -> None:
    predictor = Predictor.from_pretrained()
    nothing = dict.fromkeys(predictor.classes, 0.1)
    digits = [Prediction(None, nothing, image) for image in predictor.validation[0][:2000]]
    assert not [one for one in digits if is_stroke(one)]
