"""The verdict on a run, and what to change in the next one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from model.data.datasets import DATA_SETS, MNIST
from model.evaluation.overfitting import EARLY, FAILS, FITS, OVERFITS, Verdict, verdict
from model.networks.initialisation import PYTORCH
from model.training.examples.detection import ALL_CLASSES
from model.training.loop import MEASURED_IMAGES
from model.training.optimisation.borrowing import BORROWED
from model.training.recipes import MOST_IMAGES, TUTORIAL
from model.training.settings import LARGE_CNN
from ui.curves.verdict import verdict_message
from ui.languages.messages import Message, t
from ui.parts.part import IN_BROWSER, part
from ui.parts.scripts import TOPICS
from ui.runs.messages import Report
from ui.runs.run import Run
from ui.runs.seeds import ended
from ui.runs.settings import SHIPPED, TRAINED_ON, Settings
from ui.train.settings.form import Control, shown
from ui.train.verdict.after import after_run

MOST_SUGGESTIONS = 5
NOTHING: dict[str, Any] = {"verdict": EARLY, "sentence": "", "next": [], "after": [], "run": 0}

Suggestion = tuple[str, Message, dict[str, Any]]  # a name, its words, and the changed settings


def verdict_part(controls: list[Control]) -> None:
    """Place the verdict; a pressed suggestion fills in the controls."""
    placed = part(
        NOTHING,
        elem_id="overfitting",
        markup="train/verdict/verdict.html",
        script="train/verdict/verdict.js",
        events=("changed",),
    )
    tried = f"""async () => ({TOPICS}).latest("tried").values"""
    placed.changed(None, js=tried, outputs=controls, **IN_BROWSER)


def verdict_value(run: Run | None) -> dict[str, Any]:
    """The verdict on a run so far: its name, a sentence, and suggestions once it has ended."""
    if run is None or not run.report.epochs:
        return NOTHING
    settings, found = run.settings, judged(run.settings, run.report)
    sentence = verdict_message(found, len(run.report.epochs))
    snapshot = run.report.snapshot
    if snapshot and snapshot.dead:
        units = sum(settings.hidden)
        sentence = t("dead_units", verdict=sentence, dead=snapshot.dead, units=units)
    return {
        "verdict": found.name,
        "sentence": sentence,
        "next": [] if run.active else offered(settings, found),
        "after": [*of_seeds(run), *after_run(run)],
        "run": run.number if run.can_read else 0,
    }


def judged(settings: Settings, report: Report) -> Verdict:
    """The verdict on one seed, after one epoch at least."""
    validated, trained = image_counts(settings)
    measured = min(trained, MEASURED_IMAGES)
    classes = len(DATA_SETS[settings.dataset].classes)
    detects = settings.detect != ALL_CLASSES
    return verdict(report.epochs, classes, validated, measured, detects=detects)


def of_seeds(run: Run) -> list[Message]:
    """How many seeds of a run got the verdict of the first one."""
    names = [judged(run.settings, report).name for report in ended(run) if report.epochs]
    if run.active or len(names) == 1:
        return []
    return [t("seeds_agree", count=names.count(names[0]), seeds=len(names)), t("first_seed_shown")]


def image_counts(settings: Settings) -> tuple[int, int]:
    """The numbers of validation and of training images of a run."""
    if settings.images == SHIPPED:
        return 10_000 - TRAINED_ON, min(TRAINED_ON, settings.training_images)
    return 10_000, settings.training_images


def offered(settings: Settings, found: Verdict) -> list[dict[str, Any]]:
    """The suggestions for the next run, each with the values of all controls."""
    return [
        {"name": name, "words": words, "values": shown(replace(settings, **changes))}
        for name, words, changes in list(_suggestions(settings, found))[:MOST_SUGGESTIONS]
    ]


def _suggestions(settings: Settings, found: Verdict) -> Iterator[Suggestion]:
    if settings.network == LARGE_CNN and settings.dataset != MNIST.name:
        borrows = settings.initialisation == BORROWED
        words = t("try_without_borrowing") if borrows else t("try_borrowing")
        yield "borrowing", words, {"initialisation": PYTORCH if borrows else BORROWED}
    if found.name == OVERFITS:
        yield from _against_overfitting(settings, found)
    elif found.name == FAILS:
        yield from _against_failing(settings)
    elif found.name == FITS:
        more = min(100, 2 * settings.epochs)
        if more > settings.epochs:
            yield "more-epochs", t("try_more_epochs", count=more), {"epochs": more}
        yield from _wider(settings)


def _against_overfitting(settings: Settings, found: Verdict) -> Iterator[Suggestion]:
    images = TRAINED_ON if settings.images == SHIPPED else MOST_IMAGES
    if settings.training_images < images:
        yield "more-images", t("try_more_images"), {"training_images": MOST_IMAGES}
    if not settings.augmentation:
        yield "distortion", t("try_distortion"), {"augmentation": True}
    if settings.network == "mlp" and settings.hidden and not settings.dropout:
        yield "dropout", t("try_dropout"), {"dropout": 0.3}
    if not settings.weight_decay:
        yield "weight-decay", t("try_weight_decay"), {"weight_decay": 0.1}
    if found.best_epoch < settings.epochs:
        fewer = found.best_epoch
        yield "fewer-epochs", t("try_fewer_epochs", count=fewer), {"epochs": fewer}
    if max(settings.hidden, default=0) >= 2:
        narrower = tuple(max(1, width // 2) for width in settings.hidden)
        yield "smaller", t("try_smaller"), {"hidden": narrower}


def _against_failing(settings: Settings) -> Iterator[Suggestion]:
    if settings.optimiser != "adam":
        usual = {"optimiser": "adam", "learning_rate": 0.001}
        yield "adam", t("try_adam"), usual
    elif settings.learning_rate > 0.001:
        rate = settings.learning_rate / 10
        yield "lower-rate", t("try_lower_rate", rate=f"{rate:g}"), {"learning_rate": rate}
    if settings.network == "mlp" and settings.activation != "relu":
        yield "relu", t("try_relu"), {"activation": "relu"}
    yield from _wider(settings)


def _wider(settings: Settings) -> Iterator[Suggestion]:
    if min(settings.hidden, default=0) < min(TUTORIAL.hidden):
        yield "wider", t("try_wider"), {"hidden": TUTORIAL.hidden}
