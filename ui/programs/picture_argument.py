"""The picture argument of an endpoint."""

from __future__ import annotations

import base64

import gradio as gr

from ui.gradio_internals import ImageData
from ui.parts.problem import problem
from ui.programs.fetch import fetch
from ui.programs.uploads import uploads

UPLOAD_PATH = "/gradio_api/file="  # in the URL of an upload by gradio upload-mcp
WEB = ("http://", "https://")


class PictureArgument(gr.Image):
    """An input for an upload, a data URL or a web URL; it returns bytes, or the URL to fetch.

    gr.Image would read any file of the server that a request names, and decode it.
    """

    is_template = True  # so that programs see a gr.Image

    def preprocess(  # type: ignore[override]  # the endpoints decode it
        self, payload: ImageData | None
    ) -> bytes | str | None:
        """The bytes of an upload or a data URL, or a URL to fetch; None without a picture."""
        place = (payload.path or payload.url or "") if payload else ""
        if not place:
            return None
        if place.startswith("data:"):
            return inline(place)
        if place.lower().startswith(WEB) and UPLOAD_PATH not in place:
            return place
        return uploads.read(place)


async def bytes_of(picture: bytes | str | None) -> bytes:
    """The bytes of an argument, fetched if it is a URL; raises gr.Error if there are none."""
    if picture is None:
        raise problem("There is no picture; send one as the first argument.")
    return await fetch(picture) if isinstance(picture, str) else picture


def inline(url: str) -> bytes:
    """The bytes of a data URL; raises gr.Error if it is not base64."""
    head, _, content = url.partition(",")
    try:
        if head.endswith(";base64"):
            return base64.b64decode(content, validate=True)
    except ValueError:
        pass
    raise problem("This data URL holds no picture; it needs the bytes of a file in base64.")
