"""The About tab: how it works, how well, where it ends, and what happens to drawings."""

from __future__ import annotations

import re

import gradio as gr

from model import Predictor
from model.data.datasets import DataSet
from model.weights.contents import read_text
from ui.about.downloads import downloads
from ui.ask.visitor_key import VisitorKey
from ui.languages.phrase import phrase
from ui.parts.event_data import sent_number
from ui.parts.part import LIVE, heading, part
from ui.parts.percent import NO_BREAK_SPACE, percent
from ui.parts.theme import asset
from ui.shipped import DATASETS, FIRST, shipped, sound
from ui.verdicts import validation_verdicts
from ui.visitor import Visitor

NO_FIGURES = phrase("The model card beside these weights has no table of figures.")
PERCENT = re.compile(r"(\d)%")  # as cards write it
TINY_IMAGES = phrase(
    "CIFAR-10 is told of in Alex Krizhevsky, "
    "<a href='https://www.cs.toronto.edu/~kriz/learning-features-2009-TR.pdf' target='_blank' "
    "rel='noopener'>Learning multiple layers of features from tiny images</a> (2009). Its pictures "
    "are a hand-labelled part of Tiny Images, which were collected from the web without asking "
    "whose they are, and whose makers "
    "<a href='https://groups.csail.mit.edu/vision/TinyImages/' target='_blank' rel='noopener'>"
    "withdrew them</a> in 2020 for the offensive words and pictures among the rest."
)
FIGURES = re.compile(r"<!-- figures -->\s*(.*?)\s*<!-- /figures -->", re.DOTALL)


def about_tab(visitor: VisitorKey) -> None:
    """Place the tab's parts; its accuracy is computed when the tab is first opened."""
    before, figures_text, after = texts(FIRST)
    with gr.Column(elem_id="about"):
        before = part(before)
        with gr.Column(elem_id="about-figures", elem_classes=["digitpad-card"]):
            heading(phrase("How well it reads"))
            accuracy = part(_accuracy_text(None), script="about/tab.js", events=("open",))
            figures_text = gr.Markdown(figures_text)
            for dataset in DATASETS:
                downloads(dataset)
        after = part(after)
    accuracy.open(open_tab, visitor, [accuracy, before, figures_text, after], **LIVE)


def open_tab(visitor: Visitor, event: gr.EventData) -> tuple[str, ...]:
    """All that the tab says of the shipped network of the data set in use."""
    return _accuracy_text(visitor.dataset, sent_number(event, "asked")), *texts(visitor.dataset)


def texts(dataset: str) -> tuple[str, str, str]:
    """How a data set is read, the table of figures, and the rest."""
    predictor = shipped(dataset)
    how, limits = asset(f"about/{dataset}.html").split("@figures")
    shared = asset("about/tab.html").replace("@credits", "".join(map(credit, DATASETS.values())))
    return (
        how.replace("@network", network_text(predictor)),
        figures(predictor),
        f"<div class='columns'>{limits}{shared}</div>",
    )


def credit(dataset: DataSet) -> str:
    """Whose a data set is, as an item of a list."""
    title, licence = dataset.title, dataset.licence
    home, terms, things = dataset.homepage, dataset.licence_url, dataset.things.lower()
    authors = dataset.authors
    words = phrase(
        f"<a href='{home}' target='_blank' rel='noopener'>{title}</a>, the {things} on the "
        f"Validation tab, is by {authors}: "
        f"<a href='{terms}' target='_blank' rel='noopener'>{licence}</a>."
    )
    tiny_images = f"<li>{TINY_IMAGES}</li>" if dataset.in_colour else ""
    return f"<li>{words}</li>{tiny_images}"


def network_text(predictor: Predictor) -> str:
    """The layers and the number of weights, counted in the network itself."""
    network = predictor.network
    weights = sum(weight.numel() for weight in network.parameters())
    *widths, last = (f"{width:,}" for width in network.widths)
    first = ", ".join(widths)
    if network.kind == "ResNet":
        return phrase(f"blocks of {first} and {last} channels, {weights:,} weights in all")
    return phrase(f"layers of {first} and {last} units, {weights:,} weights in all")


def figures(predictor: Predictor) -> str:
    """The table of published figures in the model card, or a sentence where there is none."""
    try:
        with sound():
            card = read_text(predictor.folder, "README.md") if predictor.folder else None
    except gr.Error as damaged:
        return damaged.message
    found = FIGURES.search(card or "")
    return PERCENT.sub(rf"\1{NO_BREAK_SPACE}%", found[1]) if found else NO_FIGURES


def _accuracy_text(dataset: str | None, asked: int = 0) -> str:
    if dataset is None:
        return f"<p>{phrase('Computing the accuracy …')}</p>"
    verdicts = validation_verdicts(shipped(dataset))
    if verdicts is None:
        words = phrase("There are no validation pictures beside these weights.")
    else:
        count, title = f"{len(verdicts.labels):,}", DATASETS[dataset].title
        share, copies = percent(verdicts.accuracy, 2), DATASETS[dataset].copies
        words = phrase(
            f"On the {count} {title} test images the network is "
            f"right in <strong id='about-accuracy'>{share}</strong>, "
            "computed by this page from the weights."
        )
        if copies:
            words = phrase(
                f"On {count} test images of {title}, {copies}, the network is right in "
                f"<strong id='about-accuracy'>{share}</strong>, by the verdicts that lie beside "
                "the weights."
            )
    return f"<p data-asked='{asked}'>{words}</p>"
