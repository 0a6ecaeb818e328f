"""What the page says of what gets no name: its detected reason, and what was left out."""

import cv2
import numpy as np
import pytest

from model import Prediction, Predictor
from model.synthetic.pen import Stroke, arc, line
from ui.draw.examples.digits import EXAMPLES
from ui.draw.pad.sketchpad import PAD_HEIGHT, drawn
from ui.draw.tab import answer
from ui.reading.hints import is_stroke
from ui.visitor import Visitor

FINE = 4  # times as large it is drawn, for smooth lines


def said(*strokes: Stroke, width: float = 0.06) -> dict:
    """How the page answers strokes on wide paper, as the pad sends them."""
    paper = np.full((FINE * PAD_HEIGHT, 2 * FINE * PAD_HEIGHT), 255, np.uint8)
    for stroke in strokes:
        points = np.round(np.array(stroke) * FINE * PAD_HEIGHT).astype(np.int32)
        cv2.polylines(paper, [points], False, 0, round(width * FINE * PAD_HEIGHT), cv2.LINE_AA)
    levels = cv2.resize(paper, (2 * PAD_HEIGHT, PAD_HEIGHT), interpolation=cv2.INTER_AREA)
    return answer(Visitor(), drawn(levels), "drawing")


def digit(name: str, left: float, size: float = 0.5) -> list[Stroke]:
    """A digit of the examples, so large and there."""
    return [np.array(stroke) * size + (left, 0.2) for stroke in EXAMPLES[name]]


MINUS = line((0.1, 0.45), (0.32, 0.45))
PLUS = [line((0.5, 0.45), (0.66, 0.45)), line((0.58, 0.37), (0.58, 0.53))]
EQUALS = [line((0.3, 0.42), (0.6, 0.42)), line((0.3, 0.58), (0.6, 0.58))]
DOT = line((0.5, 0.6), (0.505, 0.6))
POINT = line((0.42, 0.6), (0.425, 0.6))


def lying(strokes: list[Stroke], quarters: int) -> list[Stroke]:
    """Strokes turned clockwise about their middle, and put on the middle of the paper."""
    points = np.concatenate(strokes)
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    turn = np.linalg.matrix_power(np.array([[0, 1], [-1, 0]]), quarters)
    return [(stroke - middle) @ turn + (1, 0.5) for stroke in strokes]


@pytest.mark.parametrize(
    ("strokes", "words"),
    [
        ([MINUS], "A flat stroke is no digit"),
        (EQUALS, "A flat stroke is no digit"),
        ([DOT], "Too small to tell; make the digit larger"),
    ],
    ids=["minus", "equals", "dot"],
)
def test_a_refusal_names_its_probable_reason(strokes: list[Stroke], words: str) -> None:
    value = said(*strokes)
    assert value["state"] == "refused"
    assert words in str(value["sentence"])


def test_digits_that_touch_are_read() -> None:
    value = said(*digit("8", 0.2), *digit("8", 0.35), *digit("8", 0.5))
    assert (value["state"], value["label"]) == ("number", "888")


def test_a_sign_beside_one_digit_is_told() -> None:
    value = said(MINUS, *digit("3", 0.4))
    assert (value["state"], value["label"]) == ("digit", "3")
    assert str(value["sentence"]).endswith("; a mark before 3 was left out")
    assert [one["label"] for one in value["digits"]] == ["3", ""]
    assert [str(one["place"]) for one in value["digits"]] == ["", "A mark before 3 was left out"]


def test_signs_between_digits_are_told() -> None:
    value = said(*digit("3", 0.0), *PLUS, *digit("4", 0.65))
    assert (value["state"], value["label"]) == ("number", "34")
    assert str(value["sentence"]) == "2 digits; a mark between 3 and 4 was left out"


def test_a_decimal_point_is_told() -> None:
    value = said(*digit("3", 0.0), POINT, *digit("5", 0.45))
    assert (value["state"], value["label"]) == ("number", "35")
    assert str(value["sentence"]) == "2 digits; a mark between 3 and 5 was left out"
    assert str(value["digits"][-1]["place"]) == "A mark between 3 and 5 was left out"


def test_several_marks_are_counted() -> None:
    value = said(MINUS, *digit("3", 0.4), line((0.84, 0.6), (0.845, 0.6)), *digit("5", 0.87))
    assert str(value["sentence"]) == "2 digits; 2 marks were left out"


@pytest.mark.parametrize(
    "strokes",
    [
        [MINUS, *digit("5", 0.4)],
        [
            arc((0.5, 0.5), (0.35, 0.35), 0, 360),
            line((0.4, 0.4), (0.405, 0.4)),
            line((0.6, 0.4), (0.605, 0.4)),
            arc((0.5, 0.5), (0.2, 0.2), 20, 160),
        ],
        [line((0.3, 0.5), (0.45, 0.75), (0.9, 0.2))],
        [line((0.3, 0.4), (0.5, 0.7), (1.1, 0.3))],
    ],
    ids=["minus five", "smiley", "tick", "wide tick"],
)
def test_nothing_is_called_touching_that_is_not(strokes: list[Stroke]) -> None:
    value = said(*strokes)
    sentences = [str(value["sentence"]), *(str(one["sentence"]) for one in value["digits"])]
    assert not [one for one in sentences if "touch" in one]
    assert value["turn"] == 0


@pytest.mark.parametrize("quarters", [1, 3])
@pytest.mark.parametrize("name", ["3", "5", "7"])
def test_a_digit_on_its_side_is_called_so_and_its_turn_is_offered(name: str, quarters: int) -> None:
    value = said(*lying(digit(name, 0.3, 0.8), 4 - quarters))
    assert value["state"] == "refused"
    assert str(value["sentence"]) == f"It lies on its side; turned, it reads {name}"
    assert value["turn"] == quarters


def test_what_is_read_is_turned_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.draw.tab.turn_to_read", lambda *_: pytest.fail("it was read"))
    assert said(*digit("3", 0.4))["label"] == "3"


def test_nothing_is_said_where_nothing_was_left_out() -> None:
    assert "left out" not in str(said(*digit("3", 0.4))["sentence"])
    assert str(said(*digit("3", 0.0), *digit("4", 0.65))["sentence"]) == "2 digits"


def test_no_digit_is_called_a_flat_stroke() -> None:
    predictor = Predictor.from_pretrained()
    nothing = dict.fromkeys(predictor.classes, 0.1)
    digits = [Prediction(None, nothing, image) for image in predictor.validation[0][:2000]]
    assert not [one for one in digits if is_stroke(one)]
