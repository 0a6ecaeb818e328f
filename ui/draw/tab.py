"""The Draw tab: the sketchpad, the upload, the examples, and what the network makes of them."""

from __future__ import annotations

from functools import partial
from itertools import count
from typing import Any

import gradio as gr

from model.picture.decoding import Picture, UnreadablePicture, decode
from ui.ask.memory import Slow, in_turn
from ui.ask.present import answering
from ui.draw.examples.digits import digit_strip
from ui.draw.examples.garments import garment_strip
from ui.draw.examples.photographs import photograph_strip
from ui.draw.pad.sketchpad import live, parse_drawing, sketchpad
from ui.explain.view import inside_view
from ui.parts.part import LIVE, part
from ui.reading.view import number_value, reading_value, reading_view
from ui.teach.hand.corrections import corrections
from ui.upload.upload import picture_input
from ui.visitor import Visitor

_uploads = count(1)
UPLOAD = 220  # megabytes that reading the largest picture takes
# When the picture is taken away, the drawing is read again.
READ_DRAWING = """() => document.dispatchEvent(new Event("digitpad:again"))"""


def draw_tab(visitor: gr.State) -> None:
    """Build the tab and connect its parts."""
    with gr.Row(elem_id="draw"):
        with gr.Column(elem_id="draw-pad", elem_classes="digitpad-card", min_width=0):
            sketchpad(answering(read))
        with gr.Column(elem_id="draw-reading", elem_classes="digitpad-card", min_width=0):
            view = reading_view()
            with gr.Column(elem_id="draw-after", min_width=0):
                corrections()
                part(
                    elem_id="draw-share",
                    markup="draw/link/share.html",
                    script="draw/link/share.js",
                    classes=["digitpad-share", "in-grey"],
                )
        with gr.Column(elem_id="draw-other", min_width=0):
            with gr.Column(elem_id="draw-picture", elem_classes="digitpad-card", min_width=0):
                part(
                    elem_id="photographs-first",
                    markup="draw/photographs_first.html",
                    script="draw/photographs_first.js",
                    classes="in-colour",
                )
                picture = picture_input()
            with gr.Column(elem_id="draw-examples", elem_classes="digitpad-card", min_width=0):
                digit_strip()
                garment_strip()
                photograph_strip()

    with gr.Column(elem_id="draw-inside", elem_classes="digitpad-card", min_width=0):
        inside_view()

    picture.upload(
        in_turn(read_picture, megabytes=UPLOAD), [picture, visitor], [picture, view], **LIVE
    )
    picture.clear(None, js=READ_DRAWING, **LIVE)


def read(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any] | Slow:
    """The reading of what is on the pad; blank paper is no question to the network.

    Nor is any drawing to one of photographs: it waits on the pad for the digits.
    """
    drawing, dataset = parse_drawing(question), visitor.predictor.dataset
    if drawing.picture is None or dataset.in_colour:
        return reading_value(None, dataset=dataset, revision=drawing.revision)
    with_steps = question.get("inside") is True
    context = ("drawing", drawing.revision, with_steps)
    return live(drawing.picture, partial(answer, visitor, drawing.picture, *context))


def read_picture(file: bytes, visitor: Visitor) -> tuple[Picture | None, dict[str, Any]]:
    """The upright picture, or None where there is none in the file, and its reading."""
    news = {"upload": next(_uploads)}  # or the page would not hear of the same value twice
    try:
        picture = decode(file)
    except UnreadablePicture as problem:
        context = {"dataset": visitor.predictor.dataset, "source": "picture"}
        return None, reading_value(None, message=str(problem), **context) | news
    return picture, answer(visitor, picture, "picture") | news


def answer(
    visitor: Visitor, picture: Picture, source: str, revision: int = 0, with_steps: bool = True
) -> dict[str, Any]:
    """The reading of several digits, or of the one that there is."""
    predictor = visitor.predictor
    context: dict[str, Any] = {"revision": revision, "source": source, "with_steps": with_steps}
    context["dataset"] = predictor.dataset
    reading = predictor.read(picture)
    if len(reading.digits) > 1:
        return number_value(reading, picture, **context)
    found = reading.digits or reading.ignored
    prediction = found[0] if len(found) == 1 else predictor.predict(picture)
    context["ignored"] = reading.ignored if reading.digits else ()
    return reading_value(prediction, picture=picture, **context)
