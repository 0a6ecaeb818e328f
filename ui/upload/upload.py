"""The upload: drop, paste, choose or photograph a picture, then crop or rotate it."""

from __future__ import annotations

import base64
import contextlib
import os
from pathlib import Path
from threading import Timer
from time import time
from urllib.parse import unquote

import gradio as gr
from gradio.context import LocalContext
from gradio.data_classes import ImageData
from gradio.processing_utils import save_bytes_to_cache
from gradio.utils import abspath, is_in_or_equal

from model.picture.decoding import Picture
from ui.languages.phrase import phrase
from ui.parts.images import preview
from ui.parts.part import part
from ui.parts.problem import problem
from ui.server.fetch import fetch

# The browser fetches an upload back to show it; deleted sooner, that would fail now and then.
SECONDS_KEPT = 10
FILE = "/gradio_api/file="  # in the address of an upload
SECONDS_UNREAD = int(os.environ.get("DIGITPAD_KEEP_UPLOADS", "60"))


class PictureInput(gr.Image):
    """Takes any file and hands on its bytes; shows the upright picture that was read.

    gr.Image would decode the file itself and lose transparency, 16 bits and HEIC, or fail with
    no word; decoding is the model's business. The file is deleted soon after it is read.
    """

    is_template = True  # the browser shows it as an ordinary gr.Image

    async def async_move_resource_to_block_cache(
        self, url_or_file_path: str | Path | None
    ) -> str | None:
        """Where the picture lies that a program names: an upload, or fetched from the web.

        Gradio would fetch as much as there is, and refuse the address of an upload of its own.
        """
        place = str(url_or_file_path or "")
        if not place.lower().startswith(("http://", "https://")):
            return await super().async_move_resource_to_block_cache(url_or_file_path)
        upload = self._upload_at(place)
        return upload or save_bytes_to_cache(await fetch(place), "picture", self.GRADIO_CACHE)

    def _upload_at(self, url: str) -> str | None:
        """The upload at an address that this server gave it, whatever name the server goes by."""
        try:
            path = abspath(unquote(url.partition(FILE)[2]))
            is_here = FILE in url and is_in_or_equal(path, self.GRADIO_CACHE) and path.is_file()
        except (OSError, ValueError):  # no file can have such a name
            return None
        return str(path) if is_here else None

    def preprocess(self, payload: ImageData | None) -> bytes | None:
        """The bytes of the uploaded file, or of a data URL; None when there is no picture."""
        if payload is not None and payload.path is None and payload.url:
            return inline(payload.url)
        if payload is None or payload.path is None:
            return None
        path = Path(payload.path)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise problem("The picture is no longer here; please send it again.") from None
        if not is_offered(path):
            timer = Timer(SECONDS_KEPT, discard, [path])
            timer.daemon = True
            timer.start()
        return data

    def postprocess(self, value: Picture | None) -> ImageData | None:
        """A small upright copy inside the page itself, so that no file has to be kept for it."""
        return None if value is None else ImageData(url=preview(value))


def inline(url: str) -> bytes:
    """The bytes in a data URL."""
    head, _, content = url.partition(",")
    try:
        if head.startswith("data:") and head.endswith(";base64"):
            return base64.b64decode(content, validate=True)
    except ValueError:
        pass
    raise problem("This data URL holds no picture; it needs the bytes of a file in base64.")


def is_offered(path: Path) -> bool:
    """Whether the page offers a file for download, which nobody who names it may have deleted."""
    page = LocalContext.blocks.get(None)
    parts = page.blocks.values() if page else ()
    return any(str(path) in getattr(part, "keep_in_cache", ()) for part in parts)


def discard(path: Path) -> None:
    """Delete an uploaded file and the folder that Gradio made for it.

    Who sends the same picture gets the same path: a file that was written meanwhile stays for its
    own timer.
    """
    with contextlib.suppress(OSError):  # it is gone, or another file lies beside it
        if time() - path.stat().st_mtime >= SECONDS_KEPT:
            path.unlink()
            path.parent.rmdir()


def picture_input() -> PictureInput:
    """The upload as it stands on the Draw tab, with its tools: paste anywhere, crop, rotate."""
    picture = PictureInput(
        sources=["upload", "webcam", "clipboard"],
        # Digits must not be mirrored; a phone uses the camera on its back.
        webcam_options=gr.WebcamOptions(
            mirror=False, constraints={"video": {"facingMode": "environment"}}
        ),
        placeholder=phrase("Choose a picture"),
        show_label=False,
        label=phrase("Picture to read"),
        alt_text=phrase("The picture that was read"),
        buttons=[],
        elem_id="picture",
    )
    part(
        markup="upload/upload.html",
        script="upload/upload.js",
        classes="digitpad-picture-tools",
    )
    return picture
