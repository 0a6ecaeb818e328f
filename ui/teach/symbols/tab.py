"""The Teach tab: name some symbols, draw a few of each, and a head of one's own reads them."""

from __future__ import annotations

import gradio as gr

from ui.ask.present import answering
from ui.parts.part import part
from ui.parts.theme import asset
from ui.take_home.files import panel_props
from ui.teach.examples import MOST as MOST_EXAMPLES
from ui.teach.symbols.teaching import (
    HOME,
    LEAST,
    LONGEST_NAME,
    MOST,
    read_symbol,
    take_home,
    teach,
)


def teach_tab() -> None:
    """Place the tab's one part: what is taught stays in the browser, as the strokes do."""
    with gr.Column(elem_id="teach"):
        part(
            elem_id="teach-part",
            markup=asset("teach/symbols/tab.html").replace("@home", asset("take_home/panel.html")),
            script="teach/symbols/tab.js",
            answers=[
                answering(read_symbol),
                answering(teach, slow=True),
                answering(take_home, slow=True),
            ],
            classes="digitpad-teach",
            least=LEAST,
            most=MOST,
            most_examples=MOST_EXAMPLES,
            longest=LONGEST_NAME,
            **panel_props(HOME),
        )
