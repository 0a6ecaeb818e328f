"""The About tab: how it works, how well, where it ends, and what happens to drawings."""

from __future__ import annotations

from functools import reduce
from pathlib import Path
from typing import Any

import gradio as gr

from model import Predictor
from model.data.datasets import DataSet
from model.evaluation.figures import read_figures
from ui.about.downloads import downloads
from ui.ask.present import answering
from ui.languages.messages import Message, says, t
from ui.parts.assets import asset
from ui.parts.part import heading, part
from ui.parts.percent import number, percent
from ui.parts.problem import Problem
from ui.shipped import DATASETS, FIRST_DATASET, WEIGHTS_DIR, shipped, sound
from ui.verdicts import validation_verdicts
from ui.visitor import Visitor

OPENING_MEGABYTES = 80  # of the first question, which loads the data set and judges it
TINY_IMAGES = {
    "paper": "https://www.cs.toronto.edu/~kriz/learning-features-2009-TR.pdf",
    "withdrawn": "https://groups.csail.mit.edu/vision/TinyImages/",
}


def about_tab() -> None:
    """Place the tab's parts; its accuracy is computed when the tab is first opened."""
    before, after = texts(FIRST_DATASET)
    published: dict[str, Any] = {"script": "parts/shown.js", "topic": "about"}
    with gr.Column(elem_id="about"):
        part(before, **published, field="before")
        with gr.Column(elem_id="about-figures", elem_classes=["digitpad-card"]):
            heading(t("how_well_it_reads"))
            part(
                _accuracy_text(None),
                elem_id="about-network",
                script="about/tab.js",
                answers=[answering(open_tab, megabytes=OPENING_MEGABYTES)],
            )
            for dataset in DATASETS:
                part(figures(WEIGHTS_DIR / dataset), classes=f"of-{dataset}")
                downloads(dataset)
        part(after, **published, field="after")
        with gr.Column(elem_classes=["digitpad-card"]):
            heading(t("offline_heading"))
            preparing = f"<p {says(t('offline_preparing'))}></p>"
            part(preparing, elem_id="offline", script="device/offline/status.js")


def open_tab(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """The content of the tab for the shipped network of the data set in use."""
    before, after = texts(visitor.dataset)
    return {"accuracy": _accuracy_text(visitor.dataset), "before": before, "after": after}


def texts(dataset: str) -> tuple[str, str]:
    """The text above the figures of a data set, and the text below them."""
    predictor = shipped(dataset)
    how, limits = asset(f"about/{dataset}.html").split("@figures")
    shared = asset("about/tab.html").replace("@credits", "".join(map(credit, DATASETS.values())))
    return (
        how.replace("@network", says(network_text(predictor))),
        f"<div class='columns'>{limits}{shared}</div>",
    )


def credit(dataset: DataSet) -> str:
    """The authors and the licence of a data set, as a list item."""
    words = t(
        "dataset_credit",
        thing=dataset.thing,
        title=dataset.title,
        authors=dataset.authors,
        licence=dataset.licence,
    )
    links = {"home": dataset.homepage, "terms": dataset.licence_url}
    item = f"<li {says(words)}>{anchors(links)}</li>"
    history = f"<li {says(t('cifar_10_history'))}>{anchors(TINY_IMAGES)}</li>"
    return item + history if dataset.in_colour else item


def anchors(links: dict[str, str]) -> str:
    """Links that a message names by its tags."""
    return "".join(
        f"<a data-tag='{tag}' href='{address}' target='_blank' rel='noopener'></a>"
        for tag, address in links.items()
    )


def network_text(predictor: Predictor) -> Message:
    """The kind of network, its layers and the number of weights, counted in the network itself."""
    network = predictor.network
    weights = sum(weight.numel() for weight in network.parameters())
    *widths, last = network.widths
    values = {"first": numbers(widths), "last": last, "weights": weights}
    if network.kind == "ResNet":
        return t("residual_how_network", network=t("residual_layers", **values))
    return t("mlp_how_network", network=t("mlp_layers", **values))


def numbers(values: list[int]) -> Message:
    """Numbers with commas between them."""
    first, *others = values
    return reduce(
        lambda before, value: t("numbers", before=before, value=value), others, number(first)
    )


def figures(folder: Path) -> str:
    """The table of the measured figures, or a sentence where there are none."""
    try:
        with sound():
            rows = read_figures(folder)
    except Problem as damaged:
        return f"<p {says(damaged.says)}></p>"
    if not rows:
        return f"<p {says(t('card_without_figures'))}></p>"
    heads = says(t("card_measured_on")), says(t("card_right"))
    lines = (f"<tr><td {says(what)}></td><td {says(right)}></td></tr>" for what, right in rows)
    return (
        f"<table><thead><tr><th {heads[0]}></th><th {heads[1]}></th></tr></thead>"
        f"<tbody>{''.join(lines)}</tbody></table>"
    )


def _accuracy_text(dataset: str | None) -> str:
    if dataset is None:
        return f"<p {says(t('computing_accuracy'))}></p>"
    verdicts = validation_verdicts(shipped(dataset))
    if verdicts is None:
        words = t("no_validation_pictures")
    else:
        copies = DATASETS[dataset].copies
        values = {
            "count": len(verdicts.labels),
            "title": DATASETS[dataset].title,
            "share": percent(verdicts.accuracy, 2),
        }
        words = t("accuracy_computed", **values)
        if copies:
            words = t("accuracy_stored", copies=copies, **values)
    return f"<p {says(words)}><strong id='about-accuracy'></strong></p>"
