"""What stands above the tabs: the name, one line, and the switch between light and dark."""

from __future__ import annotations

import gradio as gr

from ui.theme import FAVICON, asset


def header() -> gr.HTML:
    """Place the header."""
    return gr.HTML(
        html_template=asset("header.html").replace("@icon", FAVICON.read_text(encoding="utf-8")),
        js_on_load=asset("header.js"),
        apply_default_css=False,
        elem_id="header",
    )
