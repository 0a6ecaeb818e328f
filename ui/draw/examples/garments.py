"""A few garments to try: test pictures of Fashion-MNIST that go the way of an upload."""

from __future__ import annotations

from functools import cache

import cv2
import gradio as gr
import numpy as np
from PIL import Image

from ui.parts.images import data_url
from ui.parts.scripts import mounted
from ui.parts.theme import asset
from ui.shipped import shipped

GARMENTS = ("T-shirt/top", "Trouser", "Dress", "Bag", "Sneaker", "Ankle boot")
ENLARGED = 8  # times


def garment_strip() -> gr.HTML:
    """Small pictures of garments; a click sends one as if it were dropped on the upload."""
    strip = gr.HTML(
        [{"name": name, "picture": ""} for name in GARMENTS],
        html_template=asset("draw/examples/garments.html"),
        js_on_load=mounted("draw/examples/garments.js", ("open",)),
        apply_default_css=False,
        elem_id="garment-examples",
        elem_classes=["digitpad-examples", "of-fashion-mnist"],
    )
    live = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
    strip.open(garment_pictures, None, strip, **live)
    return strip


@cache
def garment_pictures() -> list[dict[str, str]]:
    """The first test picture of each of the garments, made dark on white as it once was."""
    predictor = shipped("fashion-mnist")
    images, labels = predictor.validation
    chosen = [images[np.argmax(labels == predictor.classes.index(name))] for name in GARMENTS]
    size = (ENLARGED * images.shape[2], ENLARGED * images.shape[1])
    photos = [cv2.resize(255 - image, size, interpolation=cv2.INTER_CUBIC) for image in chosen]
    return [
        {"name": name, "picture": data_url(Image.fromarray(photo))}
        for name, photo in zip(GARMENTS, photos, strict=True)
    ]
