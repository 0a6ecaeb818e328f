"""The two named endpoints: /predict for one digit, /read for a whole number."""

from __future__ import annotations

from typing import Any

import gradio as gr

from model import Prediction
from model.picture.decoding import UnreadablePicture
from ui.parts.problem import problem
from ui.shipped import DATASETS, FIRST, shipped
from ui.upload.upload import PictureInput


def endpoints() -> None:
    """Offer the endpoints; their components are never shown."""
    picture = PictureInput(visible=False, label="picture")
    dataset = gr.Textbox(FIRST, visible=False, label="dataset")
    answer = gr.JSON(visible=False)
    for function, inputs in ((predict, [picture, dataset]), (read, [picture])):
        gr.Button(visible=False).click(
            function, inputs, answer, api_name=function.__name__, concurrency_limit=2
        )


def predict(picture: bytes | None, dataset: str = FIRST) -> dict[str, Any]:
    """Read one digit: its label, or null and the reason, its box, and every confidence."""
    if dataset not in DATASETS:
        raise problem(f"There is no data set {dataset[:30]!r}; use {' or '.join(DATASETS)}.")
    try:
        prediction = shipped(dataset).predict(needed(picture))
    except UnreadablePicture as error:
        raise problem(str(error)) from None
    return {
        "label": prediction.label,
        "reason": prediction.reason,
        "box": box_of(prediction),
        "confidences": [
            {"label": label, "confidence": float(confidence)}
            for label, confidence in prediction.probabilities.items()
        ],
    }


def read(picture: bytes | None) -> dict[str, Any]:
    """Read a whole number: its text and its digits in reading order, each with its box."""
    try:
        reading = shipped(FIRST).read(needed(picture))
    except UnreadablePicture as error:
        raise problem(str(error)) from None
    return {"text": reading.text, "digits": [digit(each) for each in reading.digits]}


def digit(prediction: Prediction) -> dict[str, Any]:
    """One digit of a reading."""
    return {
        "label": prediction.label,
        "confidence": float(prediction.confidence),
        "box": box_of(prediction),
    }


def box_of(prediction: Prediction) -> list[int] | None:
    """Left, top, right and bottom in pixels of the upright picture; null where it is blank."""
    return None if prediction.box is None else [int(edge) for edge in prediction.box]


def needed(picture: bytes | None) -> bytes:
    """The picture, or an error where none was sent."""
    if picture is None:
        raise problem("There is no picture; send one as the first argument.")
    return picture
