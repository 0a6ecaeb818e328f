"""What stands above the tabs: the name, one line, the data set, and light or dark."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui.parts.scripts import mounted
from ui.parts.theme import FAVICON, asset
from ui.visitor import DATASETS, Visitor


def header(visitor: gr.State) -> gr.HTML:
    """Place the header; its value, `in_use`, tells the other parts of the page what reads."""
    part = gr.HTML(
        in_use(Visitor()),
        html_template=asset("page/header.html").replace(
            "@icon", FAVICON.read_text(encoding="utf-8")
        ),
        js_on_load=mounted("page/header.js", ("choose",)),
        apply_default_css=False,
        elem_id="header",
        elem_classes=[] if len(DATASETS) > 1 else ["digitpad-one-dataset"],
    )
    part.choose(
        choose,
        visitor,
        [visitor, part],
        queue=False,
        show_progress="hidden",
        trigger_mode="always_last",
        api_visibility="private",
    )
    return part


def choose(visitor: Visitor, event: gr.EventData) -> tuple[Visitor, dict[str, Any]]:
    """Let another data set be read and shown."""
    if event.dataset in DATASETS:
        visitor.dataset = event.dataset
    return visitor, in_use(visitor)


def in_use(visitor: Visitor) -> dict[str, Any]:
    """The data set in use, and the number of the visitor's run that reads it; 0 for none."""
    return {
        "dataset": visitor.dataset,
        "run": visitor.reader.number if visitor.reader else 0,
    }
