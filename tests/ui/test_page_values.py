"""What goes between the browser and Python: the pad's value, the reading view's value."""

import base64
import io
from dataclasses import replace

import gradio as gr
import numpy as np
import pytest
from PIL import Image

from model import Prediction, Predictor
from model.messages import text
from tests.tools.pictures import seven, zigzag
from ui.draw.pad.sketchpad import PREFIX, drawn, parse_drawing
from ui.draw.tab import read
from ui.languages.messages import t
from ui.parts.percent import confidence
from ui.pixels.images import data_url
from ui.reading.second_opinion import of_cnn, of_mlp, second_opinions
from ui.reading.view import reading_value
from ui.shipped import DATASETS
from ui.visitor import Visitor


def png(side: int = 280, grey: int = 255) -> str:
    """A square of one grey as a PNG data URL."""
    buffer = io.BytesIO()
    Image.new("L", (side, side), grey).save(buffer, "PNG")
    return PREFIX + base64.b64encode(buffer.getvalue()).decode()


def prediction(label: str | None, confidence: float = 0.9, ink: int = 255) -> Prediction:
    """A prediction whose most probable class is 7."""
    rest = (1 - confidence) / 9
    return Prediction(
        label=label,
        probabilities={digit: confidence if digit == "7" else rest for digit in "0123456789"},
        model_input=np.full((28, 28), ink, np.uint8),
    )


def test_the_pad_hands_on_a_drawing() -> None:
    drawing = parse_drawing({"revision": 3, "picture": png(grey=40)})
    assert drawing.revision == 3
    assert drawing.picture.pixels.shape == (280, 280, 3)
    assert (drawing.picture.pixels == 40).all()


@pytest.mark.parametrize("pen", [2, 5, 12, 22, 40, 60])
def test_a_drawing_and_its_screenshot_read_alike(pen: int) -> None:
    """The pad's ink is known, a screenshot's is found: both are the same, and so is all after."""
    levels, predictor = seven(pen=pen), Predictor.from_pretrained()
    known, found = predictor.predict(drawn(levels)), predictor.predict(levels)
    assert np.array_equal(known.model_input, found.model_input)
    assert known.probabilities == found.probabilities
    assert (known.label, known.box, known.frame) == (found.label, found.box, found.frame)


def test_blank_paper_is_no_picture() -> None:
    drawing = parse_drawing({"revision": 4, "picture": ""})
    assert (drawing.revision, drawing.picture) == (4, None)


@pytest.mark.parametrize(
    "value",
    [
        None,
        "words",
        {},
        {"revision": "x", "picture": ""},
        {"revision": 1, "picture": "data:image/svg+xml;base64,PHN2Zz4="},
        {"revision": 1, "picture": "https://example.org/a.png"},
        {"revision": 1, "picture": PREFIX + "no base 64!"},
        {"revision": 1, "picture": PREFIX + base64.b64encode(b"no picture").decode()},
        {"revision": 1, "picture": png()[:200]},
        {"revision": 1, "picture": png(side=4000)},
        {"revision": 1, "picture": PREFIX + "A" * 1_000_000},
        {"revision": 1, "picture": PREFIX + "A" * 100_000_000},
        {"revision": 1, "picture": 3},
        {"revision": 1, "picture": ["data:image/png;base64,"]},
        {"revision": float("nan"), "picture": ""},
        {"revision": float("inf"), "picture": ""},
        {"revision": [], "picture": ""},
        {"revision": "9" * 5000, "picture": ""},
        {"picture": ""},
        [1, ""],
        7,
    ],
)
def test_a_wrong_value_is_one_sentence(value: object) -> None:
    with pytest.raises(gr.Error) as error:
        parse_drawing(value)
    assert error.value.message.endswith(".")
    assert error.value.message.count(".") == 1
    assert not error.value.print_exception


def test_the_reading_view_shows_a_digit() -> None:
    value = reading_value(prediction("7", 0.987), revision=5)
    assert (value["state"], value["label"], value["answer"]) == ("digit", "7", 5)
    assert str(value["confidence"]) == "98.7\N{NO-BREAK SPACE}%"
    assert value["probabilities"][7] == pytest.approx(0.987)
    assert base64.b64decode(value["input"]) == bytes([255]) * 784


def test_nearly_certain_is_never_called_certain() -> None:
    assert str(reading_value(prediction("7", 1.0))["confidence"]) == ">99.9\N{NO-BREAK SPACE}%"


def test_the_reading_view_shows_what_was_refused_with_its_bars() -> None:
    value = reading_value(prediction(None, 0.4))
    assert (value["state"], value["label"]) == ("refused", "")
    assert str(value["sentence"]) == "This is no digit that I know; only 0 to 9 are read"
    assert str(value["guess"]) == "If it had to be a digit: 7"
    assert str(value["confidence"]) == ""
    assert len(value["probabilities"]) == 10


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("touching", "Several digits that touch? Leave a gap between them"),
        ("unsure", "I can't tell whether this is a digit; write it more plainly"),
        ("no digit", "This is no digit that I know; only 0 to 9 are read"),
    ],
)
def test_a_refusal_says_its_reason_in_plain_words(reason: str, words: str) -> None:
    value = reading_value(replace(prediction(None, 0.99), reason=reason))
    assert (str(value["sentence"]), str(value["confidence"])) == (words, "")


def test_a_garment_that_got_no_name_is_guessed_at() -> None:
    unsure = replace(prediction(None, 0.28), reason="unsure")
    value = reading_value(unsure, dataset=DATASETS["fashion-mnist"])
    assert (value["state"], value["label"], str(value["confidence"])) == ("refused", "", "")
    assert str(value["sentence"]) == "Not sure which garment this is, if any; try a plainer one"
    assert str(value["guess"]) == "If it had to be a garment: 7"


def test_text_and_bar_are_of_the_same_number() -> None:
    for share in (0.998497, 0.8885036, 0.1225, 0.99949, 0.9995024):
        value = reading_value(prediction("7", share))
        assert value["confidence"] == confidence(max(value["probabilities"]))


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("7", "7", "agrees, 87 %"),
        ("7", "1", "reads 1 instead, 87 %"),
        ("7", "", "would refuse it"),
        ("", "7", "reads 7, 87 %"),
        ("", "", "refuses it too"),
    ],
)
def test_the_second_opinion_agrees_or_differs(first: str, second: str, words: str) -> None:
    said = of_cnn(first, second, "87 %")
    assert str(said) == f"The convolutional network {words}"


def test_an_mlp_that_differs_tells_why_there_are_convolutions() -> None:
    said = of_mlp("cat", "dog", "87 %")
    assert str(said) == "An MLP reads dog instead, 87 %: this is why there are convolutions"


def test_every_digit_has_a_second_opinion_of_the_same_input() -> None:
    predictor = Predictor.from_pretrained()
    sevens = [predictor.predict(seven(pen=pen)) for pen in (10, 30)]
    opinions = second_opinions(sevens, predictor.dataset)
    assert [one["label"] for one in opinions] == ["7", "7"]
    assert not any(one["differs"] for one in opinions)
    (opinion,) = second_opinions([replace(sevens[0], label="1")], predictor.dataset)
    assert opinion["differs"]


@pytest.mark.parametrize("nothing", [None, prediction(None, 0.1, ink=0)])
def test_without_ink_the_reading_view_is_empty(nothing: Prediction | None) -> None:
    value = reading_value(nothing, revision=6)
    assert (value["state"], str(value["sentence"]), value["answer"]) == ("empty", "Draw a digit", 6)


def test_what_is_refused_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = Visitor()
    expected = visitor.predictor.predict(zigzag())
    monkeypatch.setattr(Predictor, "predict", None)
    later = read(visitor, {"revision": 1, "picture": data_url(Image.fromarray(zigzag()))})
    value = later.work()
    assert value["state"] == "refused"
    assert value["probabilities"] == [round(p, 5) for p in expected.probabilities.values()]


def test_a_message_alone_is_an_error() -> None:
    value = reading_value(None, message="This file is empty.", source="picture")
    assert (value["state"], str(value["sentence"])) == ("error", "This file is empty.")


def test_the_sentence_says_when_the_digits_beside_it_decided() -> None:
    alone = prediction("7", 0.97)
    by_row = reading_value(replace(alone, by_row=True))["sentence"]
    usual = reading_value(alone)["sentence"]
    assert by_row == t("sentence_by_row", sentence=usual)
    assert text(by_row) == f"{text(usual)}, by the digits beside it"
