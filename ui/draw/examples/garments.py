"""A few garments to try: test pictures of Fashion-MNIST, sent like an upload."""

from __future__ import annotations

from functools import cache
from typing import Any

import cv2
import gradio as gr
import numpy as np
from PIL import Image

from model.data.datasets import called
from ui.ask.present import answering
from ui.languages.messages import Message, encoded, t
from ui.parts.part import part
from ui.pixels.images import data_url
from ui.shipped import shipped, validation_of
from ui.visitor import Visitor

GARMENTS = ("T-shirt/top", "Trouser", "Dress", "Bag", "Sneaker", "Ankle boot")
ENLARGED = 8  # times
EXAMPLES_MEGABYTES = 80  # of the first question, which loads the data set


def garment_strip() -> gr.HTML:
    """Place small pictures of garments; a click sends one like a dropped file."""
    return part(
        [example(name, t("send_garment", name=called(name))) for name in GARMENTS],
        elem_id="garment-examples",
        markup="draw/examples/garments.html",
        script="draw/examples/garments.js",
        answers=[answering(pictures, megabytes=EXAMPLES_MEGABYTES)],
        classes=["digitpad-examples", "of-fashion-mnist"],
    )


def pictures(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """The pictures of the strip."""
    return {"examples": garment_pictures()}


@cache
def garment_pictures() -> list[dict[str, str]]:
    """The first test picture of each garment, inverted to dark on white."""
    predictor = shipped("fashion-mnist")
    images, labels = validation_of(predictor)
    chosen = [images[np.argmax(labels == predictor.classes.index(name))] for name in GARMENTS]
    size = (ENLARGED * images.shape[2], ENLARGED * images.shape[1])
    photos = [cv2.resize(255 - image, size, interpolation=cv2.INTER_CUBIC) for image in chosen]
    return [
        example(name, t("send_garment", name=called(name)), Image.fromarray(photo))
        for name, photo in zip(GARMENTS, photos, strict=True)
    ]


def example(name: str, sending: Message, photo: Image.Image | None = None) -> dict[str, str]:
    """An example of a class for the template; its picture follows when it is visible."""
    return {
        "name": name,
        "called": encoded(called(name)),
        "sending": encoded(sending),
        "picture": data_url(photo) if photo else "",
    }
