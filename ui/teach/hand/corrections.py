"""Corrections under every answer: the right class, the visitor's examples, and their effect."""

from __future__ import annotations

import gradio as gr

from ui.ask.present import answering
from ui.parts.part import part
from ui.reading.view import class_names
from ui.teach.examples import MAX_EXAMPLES, export, parsed_archive
from ui.teach.hand.learning import learn, measure, prepare


def corrections() -> gr.HTML:
    """Place the part under the reading; the examples themselves stay in the browser."""
    return part(
        elem_id="corrections",
        markup="teach/hand/corrections.html",
        script="teach/hand/corrections.js",
        answers=[
            answering(prepare, megabytes=250),
            answering(learn, megabytes=250),
            answering(measure, megabytes=100),
            answering(export, megabytes=10),
            answering(parsed_archive, megabytes=10),
        ],
        classes=["digitpad-corrections", "digitpad-teach", "in-grey"],
        class_names=class_names(),
        most=MAX_EXAMPLES,
    )
