"""The sketchpad: white paper, square or wide, that sends what is on it while the pen moves."""

from __future__ import annotations

import base64
import binascii
import struct
from dataclasses import dataclass
from typing import Any

import gradio as gr

from model.data.datasets import DataSet
from model.picture.decoding import Picture, UnreadablePicture, decode
from ui.parts.problem import problem
from ui.parts.scripts import mounted
from ui.parts.theme import asset
from ui.shipped import DATASETS

SIDE = 280  # px, the height of the picture that the pad sends: ten times the network's 28
WIDTHS = (SIDE, 2 * SIDE)  # px of the picture on square and on wide paper
PREFIX = "data:image/png;base64,"
PNG_STARTS = tuple(
    b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, SIDE) for width in WIDTHS
)
LONGEST = 200_000  # characters; a drawing takes some thousands


@dataclass(frozen=True)
class Drawing:
    """What is on the pad: its revision number, and the picture unless the paper is blank."""

    revision: int
    picture: Picture | None


class Sketchpad(gr.HTML):
    """A canvas for one visitor's drawing; fires `input` along each stroke, not only after it.

    Its value is `{"revision": int, "picture": PNG data URL, or "" for blank paper}`; functions
    receive a `Drawing`. Strokes stay in the browser, no file is written anywhere.
    """

    def __init__(self, *, elem_id: str = "sketchpad", **kwargs: Any) -> None:
        super().__init__(
            {"revision": 0, "picture": ""},
            html_template=asset("draw/sketchpad.html")
            .replace("@id", elem_id)
            .replace("@hints", "".join(map(hint, DATASETS.values()))),
            js_on_load=mounted("draw/sketchpad.js", ("input",)),
            apply_default_css=False,
            elem_id=elem_id,
            elem_classes=["digitpad-sketchpad"],
            side=SIDE,
            **kwargs,
        )

    def preprocess(self, payload: Any) -> Drawing:
        """Check and decode what came from the browser; a wrong value is one sentence."""
        try:
            revision, picture = int(payload["revision"]), str(payload["picture"])
        except (TypeError, KeyError, ValueError, OverflowError):
            raise problem("The pad sent no drawing; please reload the page.") from None
        if not picture:
            return Drawing(revision, None)
        if not picture.startswith(PREFIX) or len(picture) > LONGEST:
            raise problem("The pad sends small PNG pictures only; please reload the page.")
        try:
            data = base64.b64decode(picture[len(PREFIX) :], validate=True)
            if not data.startswith(PNG_STARTS):
                raise problem(
                    f"The pad sends {WIDTHS[0]} or {WIDTHS[1]} × {SIDE} pixels only; "
                    "please reload the page."
                )
            return Drawing(revision, decode(data))
        except (binascii.Error, UnreadablePicture):
            raise problem("The drawing arrived damaged; please draw once more.") from None

    def postprocess(self, value: Any) -> Any:
        """The value goes to the browser as it is: it is no HTML."""
        return value

    def api_info(self) -> dict[str, Any]:
        """The value is an object, not a string of HTML."""
        return {"type": "object"}


def hint(dataset: DataSet) -> str:
    """What the blank paper says while a data set is chosen."""
    return f'<span class="of-{dataset.name}">Draw a {dataset.thing}</span>'
