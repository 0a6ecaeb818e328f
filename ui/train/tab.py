"""The Train tab: choose, train, watch the curves, then draw on your own network."""

from __future__ import annotations

from typing import Any, NamedTuple

import gradio as gr

from ui.ask.present import answering
from ui.ask.visitor_key import VisitorKey
from ui.curves.plot import curves_plot
from ui.languages.phrase import phrase
from ui.page.header import in_use
from ui.parts.event_data import sent_number
from ui.parts.part import LIVE, heading, part
from ui.parts.problem import problem
from ui.runs.home import write_run
from ui.runs.parse import WrongSettings
from ui.runs.queue import QueueFull
from ui.runs.settings import DATASETS as TRAINABLE
from ui.runs.settings import read_settings
from ui.take_home.files import NAME as HOME
from ui.take_home.files import packed, panel_props
from ui.train.settings.form import Control, by_name, form, image_choice
from ui.train.settings.link import settings_link
from ui.train.view import (
    confusion_text,
    curves_value,
    first_layer_value,
    note_text,
    runs_value,
    status_value,
)
from ui.visitor import Visitor

EVERY = 0.5  # seconds between two looks at a run
NOTE = phrase("Within the first epoch: measured on 2,000 images of each.")
NO_PHOTOGRAPHS = phrase(
    "Photographs are not trained here: a residual network takes an hour or more on a processor. "
    "These settings train a network of digits or of garments; <code>python train.py --dataset "
    "cifar-10</code> trains one of photographs."
)
ONCE = LIVE | {"trigger_mode": "once"}  # a second press meanwhile is none


class View(NamedTuple):
    """The parts that show how the runs get on."""

    problem: gr.HTML
    status: gr.HTML
    note: gr.HTML
    header: gr.HTML
    curves: gr.HTML
    runs: gr.HTML
    home: gr.HTML
    confusion: gr.HTML
    first_layer: gr.HTML
    timer: gr.Timer


def train_tab(visitor: VisitorKey, header: gr.HTML, reader: gr.HTML) -> list[Control]:
    """Place the tab's parts and connect them; the header tells the page which network reads.

    `reader` is the note on the Draw tab that leads back to the shipped network.

    What is returned a link may fill in: the controls of the settings, and the problem below them.
    """
    nobody = Visitor()
    with gr.Column(elem_id="train"):
        note = part(
            note_text(nobody), elem_id="train-note", script="train/note.js", events=("back",)
        )
        with gr.Row(elem_id="train-main"):
            with gr.Column(elem_id="train-settings", elem_classes=["digitpad-card"]):
                heading(phrase("Settings"))
                part(f"<p class='digitpad-caption'>{NO_PHOTOGRAPHS}</p>", classes="in-colour")
                controls = form()
                fields = list(controls.values())
                with gr.Row(elem_id="train-buttons"):
                    start = gr.Button(phrase("Start"), variant="primary", elem_id="train-start")
                    stop = gr.Button(phrase("Stop"), elem_id="train-stop")
                problem = part(elem_id="train-problem")
                settings_link(controls)
            with gr.Column(elem_id="train-progress"):
                with gr.Column(elem_classes=["digitpad-card"]):
                    status = part(
                        status_value(nobody),
                        elem_id="train-status",
                        markup="train/status.html",
                        script="train/status.js",
                    )
                    value = curves_value(nobody)
                    curves = curves_plot(value, elem_id="train-curves", prefix="train-", note=NOTE)
                    runs = part(
                        [],
                        elem_id="train-runs",
                        markup="train/runs.html",
                        script="train/runs.js",
                        events=("use", "drop"),
                    )
                    home = part(
                        [],
                        elem_id="train-home",
                        markup="take_home/panel.html",
                        script="take_home/panel.js",
                        answers=[answering(take_run, megabytes=100)],
                        **panel_props(HOME),
                    )
                with gr.Row(elem_id="train-inside"):
                    with gr.Column(elem_classes=["digitpad-card"]):
                        heading(phrase("Confusion"))
                        confusion = part(confusion_text(None), elem_id="train-confusion")
                    with gr.Column(elem_classes=["digitpad-card"]):
                        heading(phrase("First layer"))
                        first_layer = part(
                            first_layer_value(None),
                            elem_id="train-first-layer",
                            markup="train/first_layer.html",
                            script="train/first_layer.js",
                        )
        timer = gr.Timer(EVERY, active=False)

    view = View(problem, status, note, header, curves, runs, home, confusion, first_layer, timer)
    start.click(start_run, [visitor, *fields], view, **ONCE)
    stop.click(stop_run, visitor, view, **LIVE)
    timer.tick(look, visitor, view, **ONCE)
    runs.use(use_run, visitor, view, **LIVE)
    runs.drop(remove_run, visitor, view, **LIVE)
    for asking in (note, reader):
        asking.back(back_to_shipped, visitor, view, **LIVE)
    visitor.change(look, visitor, view, **ONCE)  # a page with a new key has lost its runs
    dataset, images = controls["dataset"], controls["images"]
    dataset.change(image_choice, [dataset, images], images, **LIVE)
    header.changed(follow, visitor, dataset, **LIVE)
    return [*fields, problem]


def start_run(visitor: Visitor, *values: Any) -> tuple[Any, ...]:
    """Begin a run with the values of the fields, or say what is wrong with them."""
    try:
        visitor.start(read_settings(by_name(values)))
    except (WrongSettings, QueueFull) as problem:
        return changes(visitor, str(problem))
    return changes(visitor, "")


def stop_run(visitor: Visitor) -> tuple[Any, ...]:
    """End the run under way."""
    if not visitor.training:
        return changes(visitor, phrase("No run of yours is under way."))
    visitor.stop()
    return changes(visitor, "")


def look(visitor: Visitor) -> tuple[Any, ...]:
    """See how the run gets on."""
    return changes(visitor)


def use_run(visitor: Visitor, event: gr.EventData) -> tuple[Any, ...]:
    """Let a run's network read this visitor's pictures."""
    run = visitor.run(sent_number(event, "number"))
    if run and run.usable:
        visitor.use(run)
    return changes(visitor)


def remove_run(visitor: Visitor, event: gr.EventData) -> tuple[Any, ...]:
    """Take a run out of the list and the plot."""
    run = visitor.run(sent_number(event, "number"))
    if run:
        visitor.remove(run)
    return changes(visitor)


def take_run(visitor: Visitor, question: dict[str, Any]) -> dict[str, str]:
    """A run's network as a file, by the `run` and the `format` that the question names."""
    run = visitor.run(question.get("run"))
    if run is None or not run.usable:
        raise problem("That run has no network to take home; choose another one.")
    return packed(
        question.get("format"), HOME, run.predictor, lambda folder: write_run(folder, run)
    )


def back_to_shipped(visitor: Visitor) -> tuple[Any, ...]:
    """Let the shipped networks read again."""
    visitor.in_use.clear()
    return changes(visitor)


def changes(visitor: Visitor, problem: str | None = None) -> tuple[Any, ...]:
    """Values for the View; what shows no news is left alone."""
    busy = visitor.training  # asked first: a run that ends meanwhile is seen at the next look
    news = (
        tuple((run.number, run.state, len(run.report.records)) for run in visitor.runs),
        tuple(visitor.in_use.values()),
        visitor.dataset,
        busy,
    )
    said = gr.skip() if problem is None else f"<p role='alert'>{problem}</p>"
    first = (said, status_value(visitor))
    if news == visitor.shown:
        return *first, *[gr.skip()] * (len(View._fields) - len(first))
    visitor.shown = news
    latest = visitor.latest
    return (
        *first,
        note_text(visitor),
        in_use(visitor),
        curves_value(visitor),
        runs_value(visitor),
        runs_value(visitor),
        confusion_text(latest),
        first_layer_value(latest),
        gr.Timer(active=busy),
    )


def follow(visitor: Visitor) -> Any:
    """Offer the data set of the page for training, too, if it can be trained here."""
    return visitor.dataset if visitor.dataset in TRAINABLE else gr.skip()
