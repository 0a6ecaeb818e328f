"""The header above the tabs: name, tagline, data set, language, and light or dark."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui.ask.present import answering
from ui.languages.catalogues import options
from ui.languages.messages import says
from ui.parts.assets import FAVICON, asset
from ui.parts.part import part
from ui.shipped import DATASETS, FIRST_DATASET
from ui.visitor import Visitor


def header() -> gr.HTML:
    """Place the header."""
    return part(
        elem_id="header",
        markup=markup(),
        script="page/header.js",
        answers=[answering(choose)],
        classes=[] if len(DATASETS) > 1 else ["digitpad-one-dataset"],
    )


def markup() -> str:
    """The markup of the header: icon, and tagline and switch of every data set."""
    style, taglines, switches = [], [], []
    for name, dataset in DATASETS.items():
        # The tagline of the first data set is shown until the page knows which one is in use.
        unknown = "[data-dataset]" if name == FIRST_DATASET else ""
        style.append(
            f'body{unknown}:not([data-dataset="{name}"]) .of-{name} {{ display: none !important; }}'
        )
        taglines.append(f'<p class="of-{name}" {says(dataset.tagline)}></p>')
        checked = " checked" if name == FIRST_DATASET else ""
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


def choose(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """Change the data set in use; returns the network in use."""
    dataset = question.get("dataset")
    if isinstance(dataset, str) and dataset in DATASETS:
        visitor.dataset = dataset
    return visitor.network
