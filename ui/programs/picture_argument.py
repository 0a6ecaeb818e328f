"""The picture that a program names as an argument of an endpoint."""

from __future__ import annotations

import base64

import gradio as gr

from ui.gradio_internals import ImageData
from ui.parts.problem import problem
from ui.programs.fetch import fetch
from ui.programs.uploads import uploads

FILE = "/gradio_api/file="  # in the address of an upload, as gradio upload-mcp writes it
WEB = ("http://", "https://")


class PictureArgument(gr.Image):
    """Takes an upload, a data URL or an address on the web, and hands on its bytes or the address.

    gr.Image would read whatever file of the server is named, and decode it by itself.
    """

    is_template = True  # programs take it for an ordinary gr.Image

    def preprocess(  # type: ignore[override]  # the endpoints decode it
        self, payload: ImageData | None
    ) -> bytes | str | None:
        """The bytes of an upload or a data URL, an address to fetch, or None."""
        place = (payload.path or payload.url or "") if payload else ""
        if not place:
            return None
        if place.startswith("data:"):
            return inline(place)
        if place.lower().startswith(WEB) and FILE not in place:
            return place
        return uploads.read(place)


async def bytes_of(picture: bytes | str | None) -> bytes:
    """The bytes of an argument; one sentence where there are none."""
    if picture is None:
        raise problem("There is no picture; send one as the first argument.")
    return await fetch(picture) if isinstance(picture, str) else picture


def inline(url: str) -> bytes:
    """The bytes in a data URL."""
    head, _, content = url.partition(",")
    try:
        if head.endswith(";base64"):
            return base64.b64decode(content, validate=True)
    except ValueError:
        pass
    raise problem("This data URL holds no picture; it needs the bytes of a file in base64.")
