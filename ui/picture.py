"""The upload: drop, paste, choose or photograph a picture."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.data_classes import ImageData
from PIL import Image

from model.preprocessing import Picture

PREVIEW_SIDE = 480  # px


class PictureInput(gr.Image):
    """Takes any file and hands on its bytes; shows the upright picture that was read.

    gr.Image would decode the file itself and lose transparency, 16 bits and HEIC, or fail with
    no word. Here the file is read whole and deleted at once; decoding is the model's business.
    """

    is_template = True  # the browser shows it as an ordinary gr.Image

    def preprocess(self, payload: ImageData | None) -> bytes | None:
        """The bytes of the uploaded file, which is deleted; None when there is no picture."""
        if payload is None or payload.path is None:
            return None
        return take(Path(payload.path))

    def postprocess(self, value: Picture | None) -> ImageData | None:
        """A small upright copy inside the page itself, so that no file has to be kept for it."""
        return None if value is None else ImageData(url=preview(value))


def take(path: Path) -> bytes:
    """Read a file and delete it together with the folder that Gradio made for it."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise gr.Error(
            "The picture is no longer here; please send it again.", print_exception=False
        ) from None
    path.unlink(missing_ok=True)
    try:
        path.parent.rmdir()
    except OSError:  # another visitor's file with the same content lies there
        pass
    return data


def preview(picture: Picture) -> str:
    """The picture as a small data URL."""
    image = Image.fromarray(picture.pixels)
    image.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=85)
    return "data:image/jpeg;base64," + base64.b64encode(buffer.getvalue()).decode()


def picture_input(**kwargs: Any) -> PictureInput:
    """The upload as it stands on the Draw tab."""
    return PictureInput(
        sources=["upload", "clipboard", "webcam"],
        placeholder="Drop a picture here\nor click to choose one",
        show_label=False,
        label="Picture of a digit",
        buttons=[],
        elem_id="picture",
        **kwargs,
    )
