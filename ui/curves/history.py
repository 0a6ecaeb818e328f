"""The best epochs of a training history, and whether the run overfits."""

from __future__ import annotations

import math
from typing import Any

from ui.languages.messages import Message, t
from ui.parts.percent import percent

FEWEST_EPOCHS = 5
RECENT = 3  # epochs at the end; their best is compared, so one bad epoch is no trend
CLEAR_RISE = 0.05  # of the lowest validation loss; less is noise

Epoch = dict[str, Any]


def lowest_loss(history: dict[str, Any]) -> Epoch:
    """The first epoch with the lowest validation loss."""
    return min(history["epochs"], key=_validation_loss)


def highest_accuracy(history: dict[str, Any]) -> Epoch:
    """The first epoch with the highest validation accuracy."""
    return max(history["epochs"], key=lambda epoch: epoch["validation_accuracy"])


def overfitting(history: dict[str, Any]) -> Message:
    """Whether the run overfits, in one sentence.

    It does where the validation loss has risen clearly since its lowest while the training loss
    went on falling.
    """
    epochs = history["epochs"]
    if len(epochs) < FEWEST_EPOCHS:
        return t("overfitting_too_short", count=len(epochs))
    if not math.isfinite(epochs[-1]["validation_loss"]):
        return t("loss_diverged")
    best, recent = lowest_loss(history), min(epochs[-RECENT:], key=_validation_loss)
    first, last = best["epoch"], epochs[-1]["epoch"]
    if first >= recent["epoch"]:
        return t("overfitting_none", first=first, last=last)
    validation = _change(best, recent, "validation_loss")
    change = _change(best, recent, "train_loss")
    training, rise = _moved(change), percent(validation, 0)
    if validation < CLEAR_RISE:
        within = percent(CLEAR_RISE, 0)
        return t("overfitting_within", first=first, within=within, training=training)
    if change < 0:
        return t("overfits", first=first, rise=rise, training=training)
    return t("got_worse", first=first, rise=rise, training=training)


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


def _change(before: Epoch, after: Epoch, name: str) -> float:
    return after[name] / max(before[name], 1e-12) - 1


def _moved(change: float) -> Message:
    """A relative change in words, rounded; "stayed" if it rounds to 0 %."""
    share = percent(abs(change), 0)
    if not share["value"]:
        return t("stayed")
    return t("fell_by", share=share) if change < 0 else t("rose_by", share=share)
