"""The Draw tab: the sketchpad, the upload, the examples, and what the network makes of them."""

from __future__ import annotations

from typing import Any

import gradio as gr

from model.picture.decoding import Picture, UnreadablePicture, decode
from ui.draw.examples.digits import digit_strip
from ui.draw.examples.garments import garment_strip
from ui.draw.sketchpad import Drawing, Sketchpad
from ui.explain.view import inside_view
from ui.reading.view import ReadingView, number_value, reading_value
from ui.upload.upload import picture_input
from ui.visitor import Visitor


def draw_tab(visitor: gr.State) -> None:
    """Build the tab and connect its parts."""
    with gr.Row(elem_id="draw"):
        with gr.Column(elem_id="draw-pad", elem_classes="digitpad-card", min_width=0):
            pad = Sketchpad()
        with gr.Column(elem_id="draw-reading", elem_classes="digitpad-card", min_width=0):
            view = ReadingView()
        with gr.Column(elem_id="draw-other", min_width=0):
            with gr.Column(elem_id="draw-picture", elem_classes="digitpad-card", min_width=0):
                picture = picture_input()
            with gr.Column(elem_id="draw-examples", elem_classes="digitpad-card", min_width=0):
                digit_strip()
                garment_strip()

    with gr.Column(elem_id="draw-inside", elem_classes="digitpad-card", min_width=0):
        inside_view(visitor)

    # No queue and no progress display: the pad itself sees to it that one question is under way.
    live = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
    pad.input(read_drawing, [pad, visitor], view, trigger_mode="always_last", **live)
    picture.upload(read_picture, [picture, visitor], [picture, view], **live)
    picture.clear(read_drawing, [pad, visitor], view, **live)


def read_drawing(drawing: Drawing, visitor: Visitor) -> dict[str, Any]:
    """The reading of what is on the pad; blank paper is no question to the network."""
    if drawing.picture is None:
        return reading_value(None, dataset=visitor.predictor.dataset, revision=drawing.revision)
    return answer(visitor, drawing.picture, "drawing", drawing.revision)


def read_picture(file: bytes, visitor: Visitor) -> tuple[Picture | None, dict[str, Any]]:
    """The upright picture, or None where there is none in the file, and its reading."""
    try:
        picture = decode(file)
    except UnreadablePicture as problem:
        context = {"dataset": visitor.predictor.dataset, "source": "picture"}
        return None, reading_value(None, message=str(problem), **context)
    return picture, answer(visitor, picture, "picture")


def answer(visitor: Visitor, picture: Picture, source: str, revision: int = 0) -> dict[str, Any]:
    """The reading of several digits, or of the one that there is."""
    # A picture that was sent can't be asked for again when the inside view is opened later.
    with_steps = visitor.looks_inside or source == "picture"
    predictor = visitor.predictor
    context = {"revision": revision, "source": source, "with_steps": with_steps}
    context["dataset"] = predictor.dataset
    reading = predictor.read(picture)
    if len(reading.digits) > 1:
        return number_value(reading, picture, **context)
    found = reading.digits or reading.ignored
    prediction = found[0] if len(found) == 1 else predictor.predict(picture)
    return reading_value(prediction, picture=picture, **context)
