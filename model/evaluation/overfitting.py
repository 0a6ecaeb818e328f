"""Whether a run overfits, by the gap between its training and its validation figures."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..training.loop import MEASURED_IMAGES, EpochRecord

EARLY, FITS, OVERFITS, FAILS = VERDICTS = ("early", "fits", "overfits", "fails")


@dataclass(frozen=True)
class Judging:
    """What decides on a verdict; `python -m tests.benchmarks.verdicts` checks it.

    Attributes:
        fewest: epochs; earlier nothing is said.
        recent: epochs at the end, whose mean is judged, for single epochs go up and down.
        gap: of the validation loss by which it lies above the training loss, at least, …
        errors: … and standard errors by which the accuracies differ, where a run overfits.
        learned: of the loss of chance, by which a run that does not fail is below it.
        better: of the lowest mean of `recent` epochs so far, by which it improves again.
    """

    fewest: int = 4
    recent: int = 3
    gap: float = 0.3
    errors: float = 2.0
    learned: float = 0.5
    better: float = 0.02


JUDGING = Judging()


class Verdict(NamedTuple):
    """What is said of a run so far.

    Attributes:
        name: one of VERDICTS.
        train_loss, validation_loss: means of the recent epochs.
        train_accuracy, validation_accuracy: the same, in 0..1.
        best_epoch: the one with the lowest validation loss.
        improves: whether the validation loss has lately become lower than ever before.
        chance: the loss of answers that ignore the picture.
    """

    name: str
    train_loss: float
    validation_loss: float
    train_accuracy: float
    validation_accuracy: float
    best_epoch: int
    improves: bool
    chance: float


def verdict(
    records: Sequence[EpochRecord],
    classes: int,
    validated: int,
    measured: int = MEASURED_IMAGES,
    *,
    detects: bool = False,
) -> Verdict:
    """The verdict on the whole epochs of a run, at least one.

    `detects` is true where the network detects one of the classes.
    `validated` and `measured` are the numbers of images behind the figures of validation and
    training: the accuracies of fewer images are less certain (a binomial standard error).
    """
    recent = records[-JUDGING.recent :]
    train_loss, validation_loss = (
        _mean([getattr(one, name) for one in recent]) for name in ("train_loss", "validation_loss")
    )
    training, validation = (
        _mean([getattr(one, name) for one in recent])
        for name in ("train_accuracy", "validation_accuracy")
    )
    losses = [one.validation_loss for one in records]
    known = [loss if math.isfinite(loss) else math.inf for loss in losses]
    best = known.index(min(known))
    error = math.hypot(_error(training, measured), _error(validation, validated))
    chance = math.log(classes) if not detects else _entropy(1 / classes)
    if len(records) < JUDGING.fewest:
        name = EARLY
    elif not (train_loss < (1 - JUDGING.learned) * chance and math.isfinite(validation_loss)):
        name = FAILS
    elif (
        validation_loss - train_loss > JUDGING.gap * validation_loss
        and training - validation > JUDGING.errors * error
    ):
        name = OVERFITS
    else:
        name = FITS
    return Verdict(
        name,
        train_loss,
        validation_loss,
        training,
        validation,
        int(records[best].epoch),
        _improves(losses),
        chance,
    )


def _improves(losses: Sequence[float]) -> bool:
    """Whether the mean of the recent losses is below that of any as many epochs before."""
    size = JUDGING.recent
    means = [_mean(losses[end - size : end]) for end in range(size, len(losses) + 1)]
    return len(means) > 1 and means[-1] < (1 - JUDGING.better) * min(means[:-1])


def _entropy(share: float) -> float:
    """Of two classes, one of them of a share, in nats."""
    return -share * math.log(share) - (1 - share) * math.log(1 - share)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _error(share: float, count: int) -> float:
    return math.sqrt(max(share * (1 - share), 0) / count)
