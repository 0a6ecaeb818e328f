"""The seeds of a run together: means, standard deviations, and the pictures that most miss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from model.training.loop import EpochRecord
from ui.runs.messages import Report
from ui.runs.run import Run

MOST_MISSED = 20  # pictures


@dataclass(frozen=True)
class Missed:
    """A validation picture that more than half of the seeds miss.

    Attributes:
        index: of the picture.
        count: of the seeds that miss it.
        answer: the class that most of these read.
    """

    index: int
    count: int
    answer: int


@dataclass(frozen=True)
class Together:
    """The figures of so many seeds, epoch by epoch: means and standard deviations."""

    seeds: int
    means: list[EpochRecord]
    deviations: list[EpochRecord]


_known: WeakKeyDictionary[Run, Together] = WeakKeyDictionary()  # of runs of several seeds


def ended(run: Run) -> list[Report]:
    """The reports of the seeds that have been trained to the end; before that, of the first one."""
    whole = [report for report in run.reports if report.ending and report.ending.finished]
    return whole or run.reports[:1]


def means(run: Run) -> list[EpochRecord]:
    """The figures of a run, each the mean of its seeds; of one seed, its own."""
    return _together(run).means


def deviations(run: Run) -> list[EpochRecord]:
    """The standard deviations of the figures over the seeds; none of a single one."""
    return _together(run).deviations


def most_missed(run: Run, labels: np.ndarray) -> list[Missed]:
    """The validation pictures that more than half of the seeds miss, the most missed ones first.

    `labels` (N,) are those of the pictures that the run is validated on.
    """
    snapshots = [report.snapshot for report in ended(run) if report.snapshot]
    answers = np.array([shot.answers for shot in snapshots if len(shot.answers) == len(labels)])
    if len(answers) < 2:
        return []
    wrong = answers != labels  # (seeds, N)
    counts = wrong.sum(axis=0)
    order = np.argsort(-counts, kind="stable")[:MOST_MISSED]
    return [
        Missed(
            int(index),
            int(counts[index]),
            int(np.bincount(answers[wrong[:, index], index]).argmax()),
        )
        for index in order
        if 2 * counts[index] > len(answers)
    ]


def _together(run: Run) -> Together:
    """The figures of a run, computed once for each seed that ends."""
    reports = ended(run)
    if len(reports) == 1:
        return Together(1, list(reports[0].records), [])
    known = _known.get(run)
    if known is None or known.seeds != len(reports):
        known = _known[run] = _combined(reports)
    return known


def _combined(reports: Sequence[Report]) -> Together:
    """Means and deviations, epoch by epoch; runs of the same settings have the same epochs."""
    figures = np.array([[_figures(record) for record in one.records] for one in reports])
    figures = np.where(np.isfinite(figures), figures, np.nan)  # (seeds, records, 5)
    epochs = [record.epoch for record in reports[0].records]
    return Together(
        len(reports),
        _records(epochs, figures.mean(axis=0)),
        _records(epochs, figures.std(axis=0, ddof=1)),
    )


def _figures(record: EpochRecord) -> tuple[float, ...]:
    return (
        record.train_loss,
        record.train_accuracy,
        record.validation_loss,
        record.validation_accuracy,
        record.seconds,
    )


def _records(epochs: Sequence[float], figures: np.ndarray) -> list[EpochRecord]:
    return [EpochRecord(epoch, *row) for epoch, row in zip(epochs, figures.tolist(), strict=True)]
