"""What stands above the tabs: the name, one line, the data set, and light or dark."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui.ask.visitor_key import VisitorKey
from ui.ask.visitors import visitors
from ui.languages.catalogues import options
from ui.languages.messages import says
from ui.parts.event_data import sent
from ui.parts.part import LIVE, part
from ui.parts.theme import FAVICON, asset
from ui.shipped import DATASETS, FIRST
from ui.visitor import Visitor


def header(visitor: VisitorKey) -> gr.HTML:
    """Place the header; its value, `in_use`, tells the other parts of the page what reads."""
    head = part(
        in_use(Visitor()),
        elem_id="header",
        markup=markup(),
        script="page/header.js",
        events=("choose", "changed", "renewed", "language"),
        classes=[] if len(DATASETS) > 1 else ["digitpad-one-dataset"],
    )
    head.choose(choose, visitor, head, **LIVE)
    head.renewed(renewed, None, [visitor, head], **LIVE)
    return head


def markup() -> str:
    """The header with the icon, and each data set's line and switch; of them one is shown."""
    style, taglines, switches = [], [], []
    for name, dataset in DATASETS.items():
        # Until the page knows its data set it is the first one.
        unknown = "[data-dataset]" if name == FIRST else ""
        style.append(
            f'body{unknown}:not([data-dataset="{name}"]) .of-{name} {{ display: none !important; }}'
        )
        taglines.append(f'<p class="of-{name}" {says(dataset.tagline)}></p>')
        checked = " checked" if name == FIRST else ""
        switches.append(
            f'<label title="{dataset.title}"><input type="radio" name="dataset" value="{name}"'
            f"{checked} /><span {says(dataset.things)}></span></label>"
        )
    return (
        asset("page/header.html")
        .replace("@icon", FAVICON.read_text(encoding="utf-8"))
        .replace("@style", "\n".join(style))
        .replace("@taglines", "\n".join(taglines))
        .replace("@switches", "\n".join(switches))
        .replace("@languages", options())
    )


def choose(visitor: Visitor, event: gr.EventData) -> dict[str, Any]:
    """Let another data set be read and shown."""
    dataset = sent(event, "dataset")
    if isinstance(dataset, str) and dataset in DATASETS:
        visitor.dataset = dataset
    return in_use(visitor)


def renewed(event: gr.EventData) -> tuple[Visitor, dict[str, Any]]:
    """Let Gradio's events ask with the new key of the page."""
    visitor = visitors.find(sent(event, "key"))
    return visitor, in_use(visitor)


def in_use(visitor: Visitor) -> dict[str, Any]:
    """The data set in use, and the number of the visitor's run that reads it; 0 for none."""
    return {
        "dataset": visitor.dataset,
        "numbers": DATASETS[visitor.dataset].reads_numbers,
        "colour": DATASETS[visitor.dataset].in_colour,
        "run": visitor.reader.number if visitor.reader else 0,
        "key": visitor.key,
    }
