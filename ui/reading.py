"""The reading view: the answer, ten bars that never move, and what the network sees."""

from __future__ import annotations

import base64
from typing import Any

import gradio as gr

from model import Prediction
from ui.theme import asset

EMPTY = "Draw a digit"
REFUSED = "This does not look like a digit"
NOTHING_FOUND = "There is nothing drawn in this picture"
CAPTIONS = {"drawing": "Your drawing", "picture": "Your picture", "sample": "A validation picture"}


class ReadingView(gr.HTML):
    """Shows one value made by `reading_value`.

    Every instance needs an `elem_id` of its own. The inner ids of the one called "reading" are
    plain ("probabilities", "model-input"); the others carry their own elem_id in front.
    """

    def __init__(
        self,
        classes: tuple[str, ...],
        *,
        elem_id: str = "reading",
        value: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        inner = "" if elem_id == "reading" else f"{elem_id}-"
        super().__init__(
            value or reading_value(None),
            html_template=asset("reading.html")
            .replace("@inner-", inner)
            .replace("@rows", "\n".join(_ROW.replace("@class", name) for name in classes)),
            js_on_load=asset("reading.js"),
            apply_default_css=False,
            elem_id=elem_id,
            elem_classes=["digitpad-reading"],
            **kwargs,
        )

    def postprocess(self, value: dict[str, Any] | None) -> dict[str, Any]:
        """None stands for the empty reading."""
        return value or reading_value(None)

    def api_info(self) -> dict[str, Any]:
        """The value is an object, not a string of HTML."""
        return {"type": "object"}


_ROW = (
    '<li data-class="@class"><span class="name">@class</span>'
    '<span class="track"><span class="bar"></span></span><span class="share"></span></li>'
)


def reading_value(
    prediction: Prediction | None,
    *,
    revision: int = 0,
    message: str = "",
    source: str = "drawing",
) -> dict[str, Any]:
    """What a ReadingView shows.

    Without a prediction a message means an error; without either the view is empty. `revision`
    is that of the drawing it answers. `source` is what was read: "drawing", "picture" or "sample".
    """
    value: dict[str, Any] = {
        "state": "error" if message else "empty",
        "label": "",
        "confidence": "",
        "sentence": message or EMPTY,
        "probabilities": [],
        "input": "",
        "answer": revision,
        "source": source,
        "caption": CAPTIONS[source] if prediction or message else "",
    }
    if prediction is None:
        return value
    if not prediction.model_input.any():
        return value | {"sentence": NOTHING_FOUND if source == "picture" else EMPTY}
    value["probabilities"] = [round(float(p), 5) for p in prediction.probabilities.values()]
    value["input"] = base64.b64encode(prediction.model_input.tobytes()).decode()
    if prediction.label is None:
        return value | {"state": "refused", "sentence": message or REFUSED}
    return value | {
        "state": "digit",
        "label": prediction.label,
        "confidence": percent(prediction.confidence),
        "sentence": message or certainty(prediction.confidence),
    }


def percent(share: float) -> str:
    """A share as text; never a flat 100 % for something that is only nearly certain."""
    return "over 99.9 %" if share > 0.9995 else f"{100 * share:.1f} %"


def certainty(confidence: float) -> str:
    """The confidence in a word or two."""
    for least, words in ((0.99, "Very sure"), (0.9, "Sure"), (0.7, "Fairly sure")):
        if confidence >= least:
            return words
    return "Not sure"
