"""A photograph of each class to try: test pictures of CIFAR-10, sent like an upload."""

from __future__ import annotations

from functools import cache
from typing import Any

import cv2
import gradio as gr
import numpy as np
from PIL import Image

from model.data.datasets import CIFAR_10, called
from ui.ask.present import answering
from ui.draw.examples.garments import ENLARGED, EXAMPLES_MEGABYTES, example
from ui.languages.messages import t
from ui.parts.part import part
from ui.shipped import shipped, validation_of
from ui.visitor import Visitor


def photograph_strip() -> gr.HTML:
    """Place small photographs; a click sends one like a dropped file."""
    return part(
        [example(name, t("send_photograph", name=called(name))) for name in CIFAR_10.classes],
        elem_id="photograph-examples",
        markup="draw/examples/photographs.html",
        script="draw/examples/garments.js",
        answers=[answering(pictures, megabytes=EXAMPLES_MEGABYTES)],
        classes=["digitpad-examples", "in-colour"],
    )


def pictures(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """The pictures of the strip."""
    return {"examples": photographs()}


@cache
def photographs() -> list[dict[str, str]]:
    """The first test picture of each class."""
    predictor = shipped(CIFAR_10.name)
    images, labels = validation_of(predictor)
    chosen = [images[np.argmax(labels == index)] for index in range(len(predictor.classes))]
    size = (ENLARGED * images.shape[2], ENLARGED * images.shape[1])
    enlarged = [cv2.resize(image, size, interpolation=cv2.INTER_CUBIC) for image in chosen]
    return [
        example(name, t("send_photograph", name=called(name)), Image.fromarray(photo))
        for name, photo in zip(predictor.classes, enlarged, strict=True)
    ]
