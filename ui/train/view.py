"""What the parts of the Train tab show of a visitor's runs: plain values for the browser."""

from __future__ import annotations

import base64
import math
from typing import Any

from ui.curves.plot import limits_of, point
from ui.languages.phrase import phrase, plural
from ui.parts.confusion_table import confusion_table
from ui.parts.percent import percent
from ui.runs.queue import AT_ONCE, queue
from ui.runs.run import Run
from ui.shipped import DATASETS, shipped
from ui.visitor import MOST_UNDER_WAY, Visitor

STATES = {
    "waiting": phrase("waiting"),
    "loading": phrase("loading"),
    "failed": phrase("failed"),
    "stopped": phrase("stopped"),
}
IDLE = phrase("Choose the settings, or leave them as they are, and press Start.")


def status_value(visitor: Visitor) -> dict[str, Any]:
    """How the latest run gets on, and whether another one may be started."""
    run = visitor.latest
    if run is None:
        return {"state": "idle", "sentence": IDLE, "share": 0.0, "busy": False, "full": False}
    progress = run.report.progress
    return {
        "state": run.state,
        "sentence": sentence(run),
        "share": round(progress.share, 4) if progress else 0.0,
        "busy": run.active,
        "full": len(visitor.under_way) >= MOST_UNDER_WAY,
    }


def sentence(run: Run) -> str:
    """The state of a run in words."""
    name, total = run_name(run), run.settings.epochs
    records, ending, progress = run.report.records, run.report.ending, run.report.progress
    match run.state:
        case "waiting":
            place = queue.position(run)
            return phrase(
                f"{AT_ONCE} runs are under way on this server; yours is number {place} in line."
            )
        case "loading":
            return phrase(f"{name}: loading the images …")
        case "training":
            epoch = min(total, 1 + len(run.report.epochs))
            if not progress:
                return phrase(f"{name}: epoch {epoch} of {total}")
            left = duration(progress.seconds_left)
            return phrase(f"{name}: epoch {epoch} of {total}, {left} left")
        case "finished":
            share = percent(records[-1].validation_accuracy, 2)
            if math.isfinite(records[-1].train_loss):
                return phrase(f"{name} is done: {share} of the validation images right.")
            return phrase(
                f"{name} is done: {share} of the validation images right; the learning rate is too "
                "high."
            )
        case "stopped":
            if not run.stopped:
                return ending.sentence
            done, of = len(run.report.epochs), epochs(total)
            return phrase(f"{name} was stopped after {done} of {of}.")
        case _:
            return ending.sentence


def run_name(run: Run) -> str:
    """What a run is called."""
    number = run.number
    return phrase(f"Run {number}")


def epochs(count: int) -> str:
    """So many epochs."""
    return plural(count, f"{count} epoch", f"{count} epochs")


def duration(seconds: float) -> str:
    """Roughly how long, in the unit that suits."""
    if seconds < 90:
        seconds = math.ceil(seconds)
        return phrase(f"{seconds} s")
    minutes = round(seconds / 60)
    return phrase(f"{minutes} min")


def curves_value(visitor: Visitor) -> dict[str, Any]:
    """Every run with its points, and the limits of both plots."""
    runs = [
        {
            "name": run_name(run),
            "number": run.number,
            "colour": f"run-{run.colour}",
            "epochs": run.settings.epochs,
            "points": [point(vars(record)) for record in run.report.records],
        }
        for run in visitor.runs
    ]
    return {"runs": runs, "limits": limits_of(*(run["points"] for run in runs))}


def runs_value(visitor: Visitor) -> list[dict[str, Any]]:
    """The rows of the list of runs; one that ended before it learned anything is none."""
    return [
        {
            "number": run.number,
            "colour": run.colour,
            "name": run.settings.name,
            "state": run.state,
            "result": result(run),
            "usable": run.usable,
            "used": run in visitor.in_use.values(),
        }
        for run in visitor.runs
        if run.worth_listing
    ]


def result(run: Run) -> str:
    """How far a run came, and how well it reads."""
    if not run.report.records:
        return STATES[run.state]
    last = run.report.records[-1]
    epoch, of = f"{round(last.epoch, 1):g}", epochs(run.settings.epochs)
    done = phrase(f"{epoch} of {of}")
    share = percent(last.validation_accuracy, 2)
    return phrase(f"{share} after {done}")


def note_text(visitor: Visitor) -> str:
    """Which network reads for this visitor, and the way back."""
    if not visitor.in_use:
        return f"<p>{phrase('Your pad reads with the shipped network.')}</p>"
    parts = [reads_with(dataset, run) for dataset, run in visitor.in_use.items()]
    limits = phrase(
        "It answers whatever is drawn: it has not learned to refuse, and its confidence is not "
        "calibrated. Only you see it, on the Draw and Validation tabs."
    )
    back = phrase("Back to the shipped network")
    sentences = " ".join(f"<span>{sentence}</span>" for sentence in (*parts, limits))
    return f"<p>{sentences}</p><button type='button' class='back'>{back}</button>"


def reads_with(dataset: str, run: Run) -> str:
    """Which run reads the pictures of a data set."""
    things, number, name = DATASETS[dataset].things, run.number, run.settings.name
    return phrase(f"{things} are read with <strong>run {number}</strong>, {name}.")


def confusion_text(run: Run | None) -> str:
    """The confusion of a run's latest snapshot; nothing where there is none yet."""
    if run is None or run.report.snapshot is None:
        return ""
    classes = shipped(run.settings.dataset).classes
    return confusion_table(run.report.snapshot.confusion, classes, pressable=False)


def first_layer_value(run: Run | None) -> dict[str, Any]:
    """The weights of the first units, as the browser paints them."""
    if run is None or run.report.snapshot is None:
        return {"units": 0, "weights": "", "caption": ""}
    pictures = run.report.snapshot.first_layer
    width = run.settings.first_units
    count, number = len(pictures), run.number
    which = phrase(f"The first {count} of {width}") if count < width else phrase(f"All {width}")
    return {
        "units": len(pictures),
        "weights": base64.b64encode(pictures.tobytes()).decode(),
        "caption": phrase(
            f"{which} units of run {number}: ink on blue speaks for a unit, ink on orange against "
            "it."
        ),
    }
