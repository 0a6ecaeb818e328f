"""The Draw tab: the sketchpad, the upload, the examples, and what the network makes of them."""

from __future__ import annotations

from functools import partial
from typing import Any

import gradio as gr

from model.picture.decoding import Picture, UnreadablePicture, decode
from ui.ask.memory import Slow
from ui.ask.present import answering
from ui.device.networks import network
from ui.draw.examples.digits import digit_strip
from ui.draw.examples.garments import garment_strip
from ui.draw.examples.photographs import photograph_strip
from ui.draw.pad.sketchpad import live, parse_drawing, sketchpad
from ui.explain.view import inside_view
from ui.parts.part import part
from ui.pixels.images import preview
from ui.reading.turned import NO_TURN, turn_to_read
from ui.reading.view import number_value, reading_value, reading_view
from ui.shipped import FIRST_DATASET
from ui.teach.hand.corrections import corrections
from ui.upload.upload import picture_input, picture_route
from ui.visitor import Visitor


def draw_tab() -> None:
    """Build the tab."""
    with gr.Row(elem_id="draw"):
        with gr.Column(elem_id="draw-pad", elem_classes="digitpad-card", min_width=0):
            sketchpad(answering(read), answering(network), reading_value(None))
        with gr.Column(elem_id="draw-reading", elem_classes="digitpad-card", min_width=0):
            part(
                elem_id="draw-reader",
                markup="draw/reader/reader.html",
                script="draw/reader/reader.js",
            )
            reading_view()
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
                    dataset=FIRST_DATASET,
                )
                picture_input()
            with gr.Column(elem_id="draw-examples", elem_classes="digitpad-card", min_width=0):
                digit_strip()
                garment_strip()
                photograph_strip()

    with gr.Column(elem_id="draw-inside", elem_classes="digitpad-card", min_width=0):
        inside_view()


def read(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any] | Slow:
    """The reading of the drawing on the pad; empty for blank paper.

    It is empty for a network of photographs, too: the drawing stays on the pad for other networks.
    """
    drawing, dataset = parse_drawing(question), visitor.predictor.dataset
    if drawing.picture is None or dataset.in_colour:
        return reading_value(None, dataset=dataset, revision=drawing.revision)
    with_steps = question.get("inside") is True
    context = ("drawing", drawing.revision, with_steps)
    return live(drawing.picture, partial(answer, visitor, drawing.picture, *context))


def read_picture(visitor: Visitor, file: bytes) -> dict[str, Any]:
    """The reading of a file, and a small upright copy; "" if the file is no picture."""
    try:
        picture = decode(file)
    except UnreadablePicture as problem:
        dataset, message = visitor.predictor.dataset, problem.message
        value = reading_value(None, dataset=dataset, message=message, source="picture")
        return value | {"preview": ""}
    return answer(visitor, picture, "picture") | {"preview": preview(picture)}


route = picture_route(read_picture)


def answer(
    visitor: Visitor, picture: Picture, source: str, revision: int = 0, with_steps: bool = True
) -> dict[str, Any]:
    """The reading of a picture, as a number or as a single digit."""
    predictor = visitor.predictor
    context: dict[str, Any] = {"revision": revision, "source": source, "with_steps": with_steps}
    context["dataset"] = predictor.dataset
    reading = predictor.read(picture)
    if len(reading.digits) > 1:
        return number_value(reading, picture, **context)
    turn = NO_TURN
    if reading.ignored and not reading.digits and predictor.dataset.reads_numbers:
        turn = turn_to_read(predictor, picture)
    return reading_value(reading.foremost, picture=picture, reading=reading, turn=turn, **context)
