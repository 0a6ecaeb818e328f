"""The seeds of a run together: means, standard deviations, and the pictures that most miss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

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


def ended(run: Run) -> list[Report]:
    """The reports of the seeds that have been trained to the end; before that, of the first one."""
    whole = [report for report in run.reports if report.ending and report.ending.finished]
    return whole or run.reports[:1]


def means(run: Run) -> list[EpochRecord]:
    """The figures of a run, each the mean of its seeds; of one seed, its own."""
    reports = ended(run)
    if len(reports) == 1:
        return list(reports[0].records)
    return [_record(same[0].epoch, _figures(same).mean(axis=0)) for same in _epochs(reports)]


def deviations(run: Run) -> list[EpochRecord]:
    """The standard deviations of the figures over the seeds; none of a single one."""
    reports = ended(run)
    if len(reports) == 1:
        return []
    return [_record(same[0].epoch, _figures(same).std(axis=0, ddof=1)) for same in _epochs(reports)]


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


def _epochs(reports: Sequence[Report]) -> list[tuple[EpochRecord, ...]]:
    """The records of all reports, epoch by epoch; runs of the same settings have the same ones."""
    return list(zip(*(report.records for report in reports), strict=True))


def _figures(records: Sequence[EpochRecord]) -> np.ndarray:
    """The figures of records (N, 5), without the epoch; infinite ones as NaN."""
    figures = np.array([astuple(record)[1:] for record in records])
    return np.where(np.isfinite(figures), figures, np.nan)


def _record(epoch: float, figures: np.ndarray) -> EpochRecord:
    return EpochRecord(epoch, *map(float, figures))
