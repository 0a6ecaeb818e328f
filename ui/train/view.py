"""The values of the Train tab's parts for a visitor's runs."""

from __future__ import annotations

import base64
import math
from typing import Any

from model.training.loop import EpochRecord
from model.training.settings import SETTINGS
from ui.curves.confusion_table import confusion_table
from ui.curves.plot import curve, number
from ui.languages.messages import Message, says, span, t
from ui.parts.percent import percent
from ui.runs.queue import AT_ONCE, queue
from ui.runs.run import Run
from ui.runs.seeds import deviations, ended, means
from ui.runs.settings import Settings
from ui.shipped import DATASETS
from ui.train.results.links import query_of
from ui.visitor import MOST_UNDER_WAY, Visitor

STATE_MESSAGES = {
    "waiting": t("state_waiting"),
    "loading": t("state_loading"),
    "failed": t("state_failed"),
    "stopped": t("state_stopped"),
}
IDLE = t("train_idle")


def status_value(visitor: Visitor) -> dict[str, Any]:
    """The state of the latest run, and whether another one may be started."""
    run = visitor.latest
    if run is None:
        return {"state": "idle", "sentence": IDLE, "share": 0.0, "busy": False, "full": False}
    return {
        "state": run.state,
        "sentence": sentence(run),
        "share": round(share_done(run), 4),
        "busy": run.active,
        "full": len(visitor.under_way) >= MOST_UNDER_WAY,
    }


def share_done(run: Run) -> float:
    """The share of the training of all seeds that is done, in 0..1."""
    progress = run.reports[-1].progress
    return (len(run.reports) - 1 + (progress.share if progress else 0)) / run.settings.seeds


def sentence(run: Run) -> Message | str:
    """The state of a run in words, and which of its seeds is trained."""
    words, seeds = state_words(run), run.settings.seeds
    if seeds == 1 or run.state == "finished":
        return words
    return t("seed_of_run", words=words, number=len(run.reports), seeds=seeds)


def state_words(run: Run) -> Message | str:
    """The state of a run in words."""
    name, total, latest = run_name(run), run.settings.epochs, run.reports[-1]
    ending, progress = latest.ending, latest.progress
    reason = ending.reason if ending else None
    match run.state:
        case "waiting":
            place = queue.position(run) or 1  # 0 while its place is being made
            return t("run_waiting", at_once=AT_ONCE, place=place)
        case "loading":
            return t("run_loading", name=name)
        case "training":
            epoch = min(total, 1 + len(latest.epochs))
            if not progress:
                return t("run_epoch", name=name, epoch=epoch, total=total)
            left = duration(progress.seconds_left)
            return t("run_epoch_left", name=name, epoch=epoch, total=total, left=left)
        case "finished":
            last = means(run)[-1]
            share = percent(last.validation_accuracy, 2)
            if math.isfinite(last.train_loss):
                return t("run_done", name=name, share=share)
            return t("run_done_diverged", name=name, share=share)
        case "stopped":
            if not run.stopped:
                return reason or ""
            done, of = len(latest.epochs), epochs(total)
            return t("run_stopped", name=name, done=done, of=of)
        case _:
            return reason or ""


def run_name(run: Run) -> Message:
    """The name of a run."""
    return t("run_name", number=run.number)


def epochs(count: int) -> Message:
    """A number of epochs."""
    return t("epoch_count", count=count)


def duration(seconds: float) -> Message:
    """A duration, rounded to seconds or minutes."""
    if seconds < 90:
        return t("seconds", seconds=math.ceil(seconds))
    return t("minutes", minutes=round(seconds / 60))


def curves_value(visitor: Visitor) -> dict[str, Any]:
    """The curves of every run."""
    return {
        "runs": [
            curve(
                means(run),
                deviations(run),
                name=run_name(run),
                number=run.number,
                colour=f"run-{run.colour}",
                epochs=run.settings.epochs,
            )
            for run in visitor.runs
        ]
    }


def runs_value(visitor: Visitor) -> list[dict[str, Any]]:
    """The rows of the list of runs, without runs that ended before they trained."""
    return [
        {
            "number": run.number,
            "colour": run.colour,
            "name": run.settings.name,
            "state": run.state,
            "result": result(run),
            "usable": run.can_read,
            "used": run in visitor.in_use.values(),
            "query": query_of(run.settings, means(run)) if run.report.epochs else "",
            "figures": figures(run),
        }
        for run in visitor.runs
        if run.worth_listing
    ]


def figures(run: Run) -> dict[str, Any]:
    """The row of a run in the table of runs: its settings, and its figures after the last epoch."""
    row = {"run": run.number, "state": run.state} | settings_row(run.settings)
    records = means(run)
    if records and isinstance(records[-1].epoch, int):
        row |= figures_of(records[-1])
        row["seconds"] = round(sum(one.seconds for done in run.reports for one in done.epochs), 1)
    if spread := deviations(run):
        row["deviation_of_accuracy"] = number(spread[-1].validation_accuracy, 4)
    return row


def settings_row(settings: Settings) -> dict[str, Any]:
    """The settings in the table of runs, by name."""
    row = {name: getattr(settings, name) for name in SETTINGS}
    return row | {"hidden": "-".join(map(str, settings.hidden))}


def figures_of(last: EpochRecord) -> dict[str, Any]:
    """The figures after the last epoch in the table of runs; None where one is not finite."""
    return {
        "epochs_done": last.epoch,
        "training_accuracy": number(last.train_accuracy, 4),
        "validation_accuracy": number(last.validation_accuracy, 4),
        "gap_of_losses": number(last.validation_loss - last.train_loss, 4),
    }


def result(run: Run) -> Message:
    """The epochs that a run has done, and its accuracy."""
    records = means(run)
    if not records:
        return STATE_MESSAGES[run.state]
    last = records[-1]
    epoch, of = f"{round(last.epoch, 1):g}", epochs(run.settings.epochs)
    done = t("epoch_of", epoch=epoch, of=of)
    share = percent(last.validation_accuracy, 2)
    if spread := deviations(run):
        points, seeds = 100 * spread[-1].validation_accuracy, len(ended(run))
        return t("share_of_seeds", share=share, deviation=points, seeds=seeds)
    return t("share_after", share=share, done=done)


def note_text(visitor: Visitor) -> str:
    """HTML: the networks in use, and a button back to the shipped ones."""
    if not visitor.in_use:
        return f"<p {says(t('reads_with_shipped'))}></p>"
    parts = [reads_with(dataset, run) for dataset, run in visitor.in_use.items()]
    sentences = " ".join(map(span, (*parts, t("own_run_limits"))))
    back = says(t("back_to_shipped"))
    return f"<p>{sentences}</p><button type='button' class='back' {back}></button>"


def reads_with(dataset: str, run: Run) -> Message:
    """A sentence on the run whose network is in use for a data set."""
    thing, number, name = DATASETS[dataset].thing, run.number, run.settings.of_first_seed.name
    return t("reads_with_own_run", thing=thing, number=number, name=name)


def confusion_text(run: Run | None) -> str:
    """HTML: the confusion matrix of a run's latest snapshot; "" without one."""
    if run is None or run.report.snapshot is None:
        return ""
    return confusion_table(run.report.snapshot.confusion, run.settings.classes, pressable=False)


def first_layer_value(run: Run | None) -> dict[str, Any]:
    """The weights of the first units, in the format of first_layer.js."""
    if run is None or run.report.snapshot is None:
        return {"units": 0, "shape": [28, 28], "weights": "", "caption": ""}
    pictures = run.report.snapshot.first_layer
    width = run.settings.first_units
    count, number = len(pictures), run.number
    every = t("all_units", width=width)
    which = t("first_units", count=count, width=width) if count < width else every
    in_colour = DATASETS[run.settings.dataset].in_colour
    named = {"which": which, "number": number}
    if in_colour:
        caption = t("first_layer_in_colour", **named)
    else:
        caption = t("first_layer_caption", **named)
    return {
        "units": len(pictures),
        "shape": list(pictures.shape[1:]),
        "weights": base64.b64encode(pictures.tobytes()).decode(),
        "caption": caption,
    }
