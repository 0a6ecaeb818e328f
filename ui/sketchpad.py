"""The sketchpad: a square of white paper that sends what is on it while the pen still moves."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Any

import gradio as gr

from model.preprocessing import Picture, UnreadablePicture, decode
from ui.theme import asset

PREFIX = "data:image/png;base64,"
# A drawing of 280 × 280 pixels takes 2 to 8 kB; whatever is longer than this is none of ours.
LONGEST = 200_000


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
            html_template=asset("sketchpad.html").replace("@id", elem_id),
            js_on_load=asset("sketchpad.js"),
            apply_default_css=False,
            elem_id=elem_id,
            elem_classes=["digitpad-sketchpad"],
            **kwargs,
        )

    def preprocess(self, payload: Any) -> Drawing:
        """Check and decode what came from the browser; a wrong value is one sentence."""
        try:
            revision, picture = int(payload["revision"]), str(payload["picture"])
        except (TypeError, KeyError, ValueError):
            raise problem("The pad sent no drawing; please reload the page.") from None
        if not picture:
            return Drawing(revision, None)
        if not picture.startswith(PREFIX) or len(picture) > LONGEST:
            raise problem("The pad sends small PNG pictures only; please reload the page.")
        try:
            return Drawing(
                revision, decode(base64.b64decode(picture[len(PREFIX) :], validate=True))
            )
        except (binascii.Error, UnreadablePicture):
            raise problem("The drawing arrived damaged; please draw once more.") from None

    def postprocess(self, value: Any) -> Any:
        """The value goes to the browser as it is: it is no HTML."""
        return value

    def api_info(self) -> dict[str, Any]:
        """The value is an object, not a string of HTML."""
        return {"type": "object"}


def problem(sentence: str) -> gr.Error:
    """An error that the page shows as one sentence and the server's log does not mind."""
    return gr.Error(sentence, print_exception=False)
