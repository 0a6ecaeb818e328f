"""The upload: drop, paste, choose or photograph a picture, then crop or rotate it."""

from __future__ import annotations

import base64
import contextlib
import io
import os
from pathlib import Path
from threading import Timer

import gradio as gr
import numpy as np
from gradio.data_classes import ImageData
from PIL import Image

from model.digits.page import Picture
from ui.parts.problem import problem
from ui.parts.theme import asset

PREVIEW_SIDE = 640  # px
THUMBNAIL_SIDE = 168  # px
# The browser fetches an upload back to show it; deleted sooner, that would fail now and then.
SECONDS_KEPT = 10
SECONDS_UNREAD = int(os.environ.get("DIGITPAD_KEEP_UPLOADS", "60"))


class PictureInput(gr.Image):
    """Takes any file and hands on its bytes; shows the upright picture that was read.

    gr.Image would decode the file itself and lose transparency, 16 bits and HEIC, or fail with
    no word; decoding is the model's business. The file is deleted soon after it is read.
    """

    is_template = True  # the browser shows it as an ordinary gr.Image

    def preprocess(self, payload: ImageData | None) -> bytes | None:
        """The bytes of the uploaded file; None when there is no picture."""
        if payload is None or payload.path is None:
            return None
        path = Path(payload.path)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise problem("The picture is no longer here; please send it again.") from None
        timer = Timer(SECONDS_KEPT, discard, [path])
        timer.daemon = True
        timer.start()
        return data

    def postprocess(self, value: Picture | None) -> ImageData | None:
        """A small upright copy inside the page itself, so that no file has to be kept for it."""
        return None if value is None else ImageData(url=preview(value))


def discard(path: Path) -> None:
    """Delete an uploaded file and the folder that Gradio made for it."""
    path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # another visitor's file of the same content lies there
        path.parent.rmdir()


def preview(picture: Picture) -> str:
    """The picture as a small data URL."""
    return cropped(picture, (0, 0, picture.width, picture.height))


def cropped(picture: Picture, box: tuple[int, int, int, int]) -> str:
    """A part (left, top, right, bottom) of the picture, in its own pixels, as a small data URL."""
    height, width = picture.pixels.shape[:2]
    x, y = width / picture.width, height / picture.height
    left, top, right, bottom = box
    part = (left * x, top * y, max(right * x, left * x + 1), max(bottom * y, top * y + 1))
    image = Image.fromarray(picture.pixels).crop(tuple(map(round, part)))
    image.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=85)
    return "data:image/jpeg;base64," + base64.b64encode(buffer.getvalue()).decode()


def thumbnail(pixels: np.ndarray) -> str:
    """A step of preprocessing, (H, W) or (H, W, 3) uint8, as a very small data URL."""
    image = Image.fromarray(pixels)
    image.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    return data_url(image)


def data_url(image: Image.Image) -> str:
    """A picture without loss, as a data URL."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()


def picture_input() -> PictureInput:
    """The upload as it stands on the Draw tab, with its tools: paste anywhere, crop, rotate."""
    picture = PictureInput(
        sources=["upload", "webcam", "clipboard"],
        # Digits must not be mirrored; a phone uses the camera on its back.
        webcam_options=gr.WebcamOptions(
            mirror=False, constraints={"video": {"facingMode": "environment"}}
        ),
        placeholder="Drop a picture\nor click to choose",
        show_label=False,
        label="Picture to read",
        alt_text="The picture that was read",
        buttons=[],
        elem_id="picture",
    )
    gr.HTML(
        html_template=asset("upload/upload.html"),
        js_on_load=asset("upload/upload.js"),
        apply_default_css=False,
        elem_classes="digitpad-picture-tools",
    )
    return picture
