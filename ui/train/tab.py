"""The Train tab: choose, train, watch the curves, then draw on your own network."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import gradio as gr

from model.training.settings import SETTINGS
from ui.ask.present import answering
from ui.curves.plot import curves_plot
from ui.languages.labels import label
from ui.languages.messages import Message, says, span, t
from ui.parts.part import IN_BROWSER, LIVE, heading, part
from ui.parts.problem import problem
from ui.parts.scripts import publishing
from ui.runs.home import write_run
from ui.runs.parse import WrongSettings
from ui.runs.queue import QueueFull
from ui.runs.settings import read_settings
from ui.runs.spare import spare
from ui.take_home.files import NETWORK_FILE_NAME, packed, panel_props
from ui.train.film.part import film_part, film_value
from ui.train.missed.part import missed_part, missed_value
from ui.train.results.part import results_part
from ui.train.settings.form import by_name, form, image_choice
from ui.train.settings.link import settings_link
from ui.train.settings.presets import preset_choice, settings_of_preset
from ui.train.verdict.part import verdict_part, verdict_value
from ui.train.view import (
    confusion_text,
    curves_value,
    first_layer_value,
    note_text,
    runs_value,
    status_value,
)
from ui.visitor import Visitor

TRAINING_TOPIC = "training"
NOTE = t("first_epoch_note")


def train_tab() -> list[gr.components.Component]:
    """Place the tab's parts and connect them.

    Returns what a link may fill in: the controls of the settings, and the problem below them.
    """
    nobody = Visitor()
    shown: dict[str, Any] = {"script": "parts/shown.js", "topic": TRAINING_TOPIC}
    with gr.Column(elem_id="train"):
        note = note_text(nobody)
        part(note, elem_id="train-note", script="train/note.js", topic=TRAINING_TOPIC, field="note")
        with gr.Row(elem_id="train-main"):
            with gr.Column(elem_id="train-settings", elem_classes=["digitpad-card"]):
                heading(t("settings"))
                part(f"<p class='digitpad-caption' {says(t('train_terms'))}></p>")
                preset = preset_choice()
                controls = form()
                fields = list(controls.values())
                with gr.Row(elem_id="train-buttons"):
                    start = gr.Button(label("start"), variant="primary", elem_id="train-start")
                    stop = gr.Button(label("stop"), elem_id="train-stop")
                problem = part(elem_id="train-problem", **shown, field="problem")
                settings_link(controls)
            with gr.Column(elem_id="train-progress"):
                with gr.Column(elem_classes=["digitpad-card"]):
                    part(
                        status_value(nobody),
                        elem_id="train-status",
                        markup="train/status.html",
                        script="train/status.js",
                        answers=[
                            answering(start_run, megabytes=40),
                            answering(use_run, megabytes=40),
                            answering(remove_run, megabytes=1),  # may wait for a lock
                            answering(prepare, megabytes=1),
                            *map(answering, (look, stop_run, back_to_shipped)),
                        ],
                    )
                    curves_plot(
                        curves_value(nobody),
                        elem_id="train-curves",
                        topic=TRAINING_TOPIC,
                        prefix="train-",
                        note=span(NOTE),
                    )
                    verdict_part(fields)
                    film_part()
                    missed_part()
                    part(elem_id="train-runs", markup="train/runs.html", script="train/runs.js")
                    results_part()
                    part(
                        elem_id="train-home",
                        markup="take_home/panel.html",
                        script="take_home/panel.js",
                        answers=[answering(take_run, megabytes=100)],
                        **panel_props(NETWORK_FILE_NAME),
                    )
                with gr.Row(elem_id="train-inside"):
                    with gr.Column(elem_classes=["digitpad-card"]):
                        heading(t("confusion"))
                        part(elem_id="train-confusion", **shown, field="confusion")
                    with gr.Column(elem_classes=["digitpad-card"]):
                        heading(t("first_layer"))
                        part(
                            first_layer_value(None),
                            elem_id="train-first-layer",
                            markup="train/first_layer.html",
                            script="train/first_layer.js",
                        )
    start.click(None, fields, js=publishing("start-pressed", "{ values }"), **IN_BROWSER)
    stop.click(None, js=publishing("stop-pressed"), **IN_BROWSER)
    dataset, images = controls["dataset"], controls["images"]
    preset.input(settings_of_preset, preset, fields, **LIVE)
    dataset.change(image_choice, [dataset, images], images, **LIVE)
    return [*fields, problem]


def start_run(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """Start a run with the `values` of the fields; wrong ones are explained in "problem"."""
    values = question.get("values")
    if not isinstance(values, list) or len(values) != len(SETTINGS):
        raise problem(t("not_there"))
    try:
        visitor.start(read_settings(by_name(values)))
    except (WrongSettings, QueueFull) as error:
        return changes(visitor, question, error.message)
    return changes(visitor, question, "")


def prepare(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """Let a process wait for the next run of any visitor."""
    with suppress(OSError):
        spare.prepare()
    return {}


def stop_run(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """Stop the active run."""
    if not visitor.training:
        return changes(visitor, question, t("no_run_under_way"))
    visitor.stop()
    return changes(visitor, question, "")


def look(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """Return the state of the runs."""
    return changes(visitor, question)


def use_run(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """Use the network of the run with that `number` for this visitor."""
    run = visitor.run(question.get("number"))
    if run and run.can_read:
        visitor.use(run)
    return changes(visitor, question)


def remove_run(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """Remove the run with that `number`."""
    run = visitor.run(question.get("number"))
    if run:
        visitor.remove(run)
    return changes(visitor, question)


def take_run(visitor: Visitor, question: dict[str, Any]) -> dict[str, str]:
    """A run's network as a file, by the `run` and the `format` that the question names."""
    run = visitor.run(question.get("run"))
    if run is None or not run.usable:
        raise problem(t("run_without_network"))
    kind, name = question.get("format"), NETWORK_FILE_NAME
    return packed(kind, name, run.predictor, lambda folder: write_run(folder, run))


def back_to_shipped(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """Use the shipped networks again."""
    visitor.in_use.clear()
    return changes(visitor, question)


def changes(
    visitor: Visitor, question: dict[str, Any], problem: Message | str | None = None
) -> dict[str, Any]:
    """The values of the tab's parts, and the network in use.

    Only the state of the run is returned if the page has `seen` the rest.
    """
    busy = visitor.training  # read first: if a run ends meanwhile, the next request returns it
    news = (
        tuple(
            (run.number, run.state, sum(len(seed.records) for seed in run.reports))
            for run in visitor.runs
        ),
        tuple(run.number for run in visitor.in_use.values()),
        visitor.dataset,
        busy,
    )
    answer = {"status": status_value(visitor)} | ({} if problem is None else {"problem": problem})
    if film := film_value(visitor.latest, question.get("film")):
        answer["film"] = film
    if repr(news) == question.get("seen"):
        return answer
    latest = visitor.latest
    return answer | {
        "seen": repr(news),
        "network": visitor.network,
        "note": note_text(visitor),
        "curves": curves_value(visitor),
        "verdict": verdict_value(latest),
        "missed": missed_value(latest),
        "runs": runs_value(visitor),
        "confusion": confusion_text(latest),
        "first_layer": first_layer_value(latest),
    }
