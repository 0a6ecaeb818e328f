"""The two named endpoints: /predict for one digit, /read for a whole number.

They are also the two tools of the page as a Model Context Protocol server. Their docstrings
describe them to assistants, with one line for each argument, as Gradio reads them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import gradio as gr

from model import Prediction, Predictor, Reading
from model.picture.decoding import UnreadablePicture
from ui.ask.memory import Slow, limiter
from ui.gradio_internals import JsonData
from ui.parts.problem import problem
from ui.programs.picture_argument import PictureArgument, bytes_of
from ui.server.health import checksum
from ui.shipped import DATASETS, FIRST_DATASET, shipped
from ui.upload.upload import LARGEST_PICTURE

ANSWER_VERSION = 1  # of the format; raised if a field is removed or changes its meaning
ANSWER_DECIMALS = 6  # decimals of a confidence


class Answer(JsonData):
    """An answer whose `str()`, which assistants get, is JSON and not a Python literal."""

    def __str__(self) -> str:
        return json.dumps(self.root)


class AnswerOutput(gr.JSON):
    """An output that returns JSON to programs and assistants."""

    is_template = True  # so that the browser renders it as gr.JSON

    def postprocess(self, value: dict[str, Any] | list[Any] | str | None) -> Answer:
        """The value as an Answer."""
        return Answer(root=value)


def endpoints() -> None:
    """Offer the endpoints; their components are never shown."""
    picture = PictureArgument(visible=False, label="picture")
    dataset = gr.Textbox(FIRST_DATASET, visible=False, label="dataset")
    answer = AnswerOutput(visible=False)
    for function in (predict, read):
        # With a queue, the tool call of an assistant would become a second request by the server.
        gr.Button(visible=False).click(
            function, [picture, dataset], answer, api_name=function.__name__, queue=False
        )


async def predict(picture: bytes | str | None, dataset: str = FIRST_DATASET) -> dict[str, Any]:
    """Recognise the one handwritten digit, garment or thing in a picture, with all probabilities.

    The digit with the most ink is taken; use `read` for a number of several digits. A photographed
    thing is an airplane, automobile, bird, cat, deer, dog, frog, horse, ship or truck.

    Args:
        picture: The picture: an http or https URL, or a data URL (data:image/png;base64,...).
        dataset: mnist (a digit), fashion-mnist (a garment) or cifar-10 (a photographed thing).

    Returns:
        label: what it is, or null where nothing looks like one
        reason: why there is no label: blank, touching, unsure or no digit (none of the classes)
        box: left, top, right and bottom in pixels
        confidences: the calibrated probability of every class
        version and weights: of the answer's form and of the network
    """
    prediction = await answered(reader_of(dataset).predict, picture)
    return {
        "label": prediction.label,
        "reason": prediction.reason,
        "box": box_of(prediction),
        "confidences": [
            {"label": label, "confidence": rounded(confidence)}
            for label, confidence in prediction.probabilities.items()
        ],
        **made_by(dataset),
    }


async def read(picture: bytes | str | None, dataset: str = FIRST_DATASET) -> dict[str, Any]:
    """Read the handwritten or printed number in a picture: one digit or many, in one line or more.

    What is no digit is left out, where it can be told.

    Args:
        picture: The picture: an http or https URL, or a data URL (data:image/png;base64,...).
        dataset: mnist (a number), or fashion-mnist or cifar-10 (then the text is one name).

    Returns:
        text: the number, lines parted by a line feed, or nothing
        reason: why there is no text: blank, touching, unsure or no digit
        box: around all digits, left, top, right and bottom in pixels
        digits: the label, confidence and box of each, and by_row: whether the digits beside it
            decided which one it is
        marks: what was left out around the digits: its box, and the digit before it (index or null)
        version and weights: of the answer's form and of the network
    """
    reading = await answered(reader_of(dataset).read, picture)
    return {
        "text": reading.text,
        "reason": reading.reason,
        "box": box_of(reading),
        "digits": [digit(each) for each in reading.digits],
        "marks": [{"box": list(mark.box), "after": mark.after} for mark in reading.marks],
        **made_by(dataset),
    }


def reader_of(dataset: str) -> Predictor:
    """The shipped predictor of a data set; raises gr.Error for an unknown one."""
    if not isinstance(dataset, str) or dataset not in DATASETS:
        raise problem(f"There is no data set {str(dataset)[:30]!r}; use {' or '.join(DATASETS)}.")
    return shipped(dataset)


async def answered(reader: Callable[[bytes], Any], picture: bytes | str | None) -> Any:
    """The result of `reader` for a picture; raises gr.Error if it can't be read."""
    content = await bytes_of(picture)
    try:
        return await limiter.run(Slow(LARGEST_PICTURE, partial(reader, content)))
    except UnreadablePicture as error:
        raise problem(str(error)) from None


def made_by(dataset: str) -> dict[str, Any]:
    """The version of the format, and the checksum of the weights, as in /health."""
    return {"version": ANSWER_VERSION, "weights": f"{dataset} {checksum(dataset)}"}


def digit(prediction: Prediction) -> dict[str, Any]:
    """One digit of a reading."""
    return {
        "label": prediction.label,
        "confidence": rounded(prediction.confidence),
        "box": box_of(prediction),
        "by_row": prediction.by_row,
    }


def box_of(found: Prediction | Reading) -> list[int] | None:
    """Left, top, right and bottom in pixels of the upright picture; null where it is blank."""
    return None if found.box is None else [int(edge) for edge in found.box]


def rounded(confidence: float) -> float:
    """A probability in 0..1, rounded to ANSWER_DECIMALS."""
    return round(float(confidence), ANSWER_DECIMALS)
