"""The About tab: how it works, how well, where it ends, and what happens to drawings."""

from __future__ import annotations

import re
from typing import Any

import gradio as gr
from torch import nn

from model import Predictor
from ui.picture import SECONDS_KEPT
from ui.theme import asset
from ui.verdicts import validation_verdicts

NO_FIGURES = "The model card beside these weights has no table of figures."
DOWNLOADS = {"model.safetensors": "Download the weights", "README.md": "Download their card"}
FIGURES = re.compile(r"<!-- figures -->\s*(.*?)\s*<!-- /figures -->", re.DOTALL)


def about_tab(predictor: Predictor) -> None:
    """Place the tab's parts; its accuracy is computed when the tab is first opened."""
    text = asset("about.html").replace("@network", network_text(predictor))
    before, after = text.replace("@seconds", str(SECONDS_KEPT)).split("@figures")
    with gr.Column(elem_id="about"):
        _html(before)
        with gr.Column(elem_id="about-figures", elem_classes=["digitpad-card"]):
            _html("<h2>How well it reads</h2>")
            accuracy = _html(_accuracy_text(None), js_on_load='trigger("open")')
            gr.Markdown(figures(predictor))
            with gr.Row(elem_id="about-downloads"):
                for name, words in DOWNLOADS.items():
                    file = predictor.folder / name if predictor.folder else None
                    if file and file.is_file():
                        gr.DownloadButton(words, value=file, size="sm")
        _html(after)
    accuracy.open(
        lambda: _accuracy_text(predictor),
        None,
        accuracy,
        queue=False,
        show_progress="hidden",
        api_visibility="private",
    )


def network_text(predictor: Predictor) -> str:
    """The layers and the number of weights, counted in the network itself."""
    network = predictor.network
    widths = [layer.out_features for layer in network.modules() if isinstance(layer, nn.Linear)]
    weights = sum(weight.numel() for weight in network.parameters())
    return f"layers of {_listed(widths)} units, {weights:,} weights in all"


def figures(predictor: Predictor) -> str:
    """The table of published figures in the model card, or a sentence where there is none."""
    card = predictor.folder / "README.md" if predictor.folder else None
    if card is None or not card.is_file():
        return NO_FIGURES
    found = FIGURES.search(card.read_text(encoding="utf-8"))
    return found[1] if found else NO_FIGURES


def _accuracy_text(predictor: Predictor | None) -> str:
    if predictor is None:
        return "<p>Computing the accuracy …</p>"
    verdicts = validation_verdicts(predictor)
    if verdicts is None:
        return "<p>There are no validation pictures beside these weights.</p>"
    return (
        f"<p>On the {len(verdicts.labels):,} MNIST test images the network is right in "
        f"<strong id='about-accuracy'>{100 * verdicts.accuracy:.2f}&nbsp;%</strong>, "
        "computed by this page from the weights.</p>"
    )


def _listed(numbers: list[int]) -> str:
    words = [f"{number:,}" for number in numbers]
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _html(value: str, **kwargs: Any) -> gr.HTML:
    return gr.HTML(value, apply_default_css=False, **({"js_on_load": None} | kwargs))
