"""The visitor as an input of Gradio's events: the page sends a key, the function gets a Visitor."""

from __future__ import annotations

import gradio as gr

from ui.ask.visitors import visitors
from ui.visitor import Visitor


class VisitorKey(gr.Textbox):
    """A hidden field with the page's key; gr.State would be made for whatever session is named."""

    is_template = True  # the browser takes it for an ordinary gr.Textbox

    def preprocess(self, payload: str | None) -> Visitor:
        """The visitor with that key; raises Gone."""
        return visitors.find(payload)

    def postprocess(self, value: Visitor | None) -> str | None:
        """The key that the page is to ask with."""
        return value.key if value else None
