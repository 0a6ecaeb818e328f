"""What the history of a training says: its best epochs, and whether it overfits."""

from __future__ import annotations

import math
from typing import Any

FEWEST_EPOCHS = 5
RECENT = 3  # epochs at the end; the best of them counts, so that one bad epoch is no trend
CLEAR_RISE = 0.05  # of the lowest validation loss; less is noise

Epoch = dict[str, Any]


def lowest_loss(history: dict[str, Any]) -> Epoch:
    """The first epoch with the lowest validation loss."""
    return min(history["epochs"], key=_validation_loss)


def highest_accuracy(history: dict[str, Any]) -> Epoch:
    """The first epoch with the highest validation accuracy."""
    return max(history["epochs"], key=lambda epoch: epoch["validation_accuracy"])


def overfitting(history: dict[str, Any]) -> str:
    """Whether the run overfits, in one sentence.

    It does where the validation loss has risen clearly since its lowest while the training loss
    went on falling.
    """
    epochs = history["epochs"]
    if len(epochs) < FEWEST_EPOCHS:
        return f"Too short to tell whether it overfits: {_count(len(epochs))}."
    if not math.isfinite(epochs[-1]["validation_loss"]):
        return "It neither learned nor overfitted: the loss grew beyond all numbers."
    best, recent = lowest_loss(history), min(epochs[-RECENT:], key=_validation_loss)
    if best["epoch"] >= recent["epoch"]:
        return (
            "No sign of overfitting: the validation loss was lowest in "
            f"epoch {best['epoch']} of {epochs[-1]['epoch']} and has not turned upwards."
        )
    validation = _change(best, recent, "validation_loss")
    training = _change(best, recent, "train_loss")
    since = f"since epoch {best['epoch']}, where the validation loss was lowest"
    if validation < CLEAR_RISE:
        return (
            f"No sign of overfitting: {since}, it has stayed within {100 * CLEAR_RISE:.0f} % "
            f"of that while the training loss {_moved(training)}."
        )
    if training < 0:
        return (
            f"It overfits: {since}, it has risen by {100 * validation:.0f} % while the training "
            f"loss {_moved(training)}."
        )
    return (
        f"It got worse, but not by overfitting: {since}, it has risen by {100 * validation:.0f} % "
        f"and the training loss {_moved(training)}."
    )


def last_epoch(history: dict[str, Any]) -> str:
    """The last epoch as a sentence, for those who can't see the curves."""
    last = history["epochs"][-1]
    return (
        f"After epoch {last['epoch']}: loss {last['train_loss']:.4f} in training and "
        f"{last['validation_loss']:.4f} in validation, accuracy "
        f"{100 * last['train_accuracy']:.2f} % and {100 * last['validation_accuracy']:.2f} %."
    )


def _validation_loss(epoch: Epoch) -> float:
    loss = epoch["validation_loss"]
    return math.inf if math.isnan(loss) else loss


def _change(before: Epoch, after: Epoch, name: str) -> float:
    return after[name] / max(before[name], 1e-12) - 1


def _moved(change: float) -> str:
    """A change in words, rounded, so that none is never "fallen by 0 %"."""
    percent = round(100 * abs(change))
    if percent == 0:
        return "stayed as it was"
    return f"{'fell' if change < 0 else 'rose'} by {percent} %"


def _count(epochs: int) -> str:
    return "one epoch" if epochs == 1 else f"{epochs} epochs"
