"""The Teach tab: symbols of one's own, and things where there is a network for them."""

from __future__ import annotations

import gradio as gr

from ui.parts.part import part
from ui.teach.symbols.tab import symbols
from ui.teach.things.tab import available, things
from ui.teach.transfer.lesson import lesson


def teach_tab() -> None:
    """Place the tab's parts. Symbols or things are shown; the other part keeps its state."""
    with gr.Column(elem_id="teach"):
        if available():
            part(
                elem_id="teach-kind",
                markup="teach/kind/kind.html",
                script="teach/kind/kind.js",
                classes="digitpad-kind",
            )
        symbols()
        if available():
            with gr.Column(elem_id="things"):
                things()
                lesson()
