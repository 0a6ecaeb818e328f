"""The best epochs of a training history, and whether the run overfits."""

from __future__ import annotations

import math
from typing import Any

from model.evaluation.overfitting import verdict
from model.training.loop import EpochRecord
from ui.curves.verdict import verdict_message
from ui.languages.messages import Message, t
from ui.parts.percent import percent

Epoch = dict[str, Any]


def lowest_loss(history: dict[str, Any]) -> Epoch:
    """The first epoch with the lowest validation loss."""
    return min(history["epochs"], key=_validation_loss)


def highest_accuracy(history: dict[str, Any]) -> Epoch:
    """The first epoch with the highest validation accuracy."""
    return max(history["epochs"], key=lambda epoch: epoch["validation_accuracy"])


def overfitting(history: dict[str, Any], classes: int, validated: int) -> Message:
    """Whether the run overfits, in one or two sentences; see model.evaluation.overfitting."""
    records = [EpochRecord(**epoch) for epoch in history["epochs"]]
    return verdict_message(verdict(records, classes, validated), len(records))


def last_epoch(history: dict[str, Any]) -> Message:
    """The last epoch as a sentence, for those who can't see the curves."""
    last = history["epochs"][-1]
    epoch, loss, other_loss = last["epoch"], last["train_loss"], last["validation_loss"]
    right, other_right = last["train_accuracy"], last["validation_accuracy"]
    return t(
        "last_epoch",
        epoch=epoch,
        loss=loss,
        other_loss=other_loss,
        right=percent(right, 2),
        other_right=percent(other_right, 2),
    )


def _validation_loss(epoch: Epoch) -> float:
    loss = epoch["validation_loss"]
    return math.inf if math.isnan(loss) else loss
