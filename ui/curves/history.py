"""What the history of a training says: its best epochs, and whether it overfits."""

from __future__ import annotations

import math
from typing import Any

from ui.languages.phrase import phrase, plural
from ui.parts.percent import percent

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
        count = len(epochs)
        return plural(
            count,
            "Too short to tell whether it overfits: one epoch.",
            f"Too short to tell whether it overfits: {count} epochs.",
        )
    if not math.isfinite(epochs[-1]["validation_loss"]):
        return phrase("It neither learned nor overfitted: the loss grew beyond all numbers.")
    best, recent = lowest_loss(history), min(epochs[-RECENT:], key=_validation_loss)
    first, last = best["epoch"], epochs[-1]["epoch"]
    if first >= recent["epoch"]:
        return phrase(
            "No sign of overfitting: the validation loss was lowest in "
            f"epoch {first} of {last} and has not turned upwards."
        )
    validation = _change(best, recent, "validation_loss")
    change = _change(best, recent, "train_loss")
    training, rise = _moved(change), f"{100 * validation:.0f} %"
    if validation < CLEAR_RISE:
        within = f"{100 * CLEAR_RISE:.0f} %"
        return phrase(
            f"No sign of overfitting: since epoch {first}, where the validation loss was lowest, "
            f"it has stayed within {within} of that while the training loss {training}."
        )
    if change < 0:
        return phrase(
            f"It overfits: since epoch {first}, where the validation loss was lowest, it has risen "
            f"by {rise} while the training loss {training}."
        )
    return phrase(
        f"It got worse, but not by overfitting: since epoch {first}, where the validation loss was "
        f"lowest, it has risen by {rise} and the training loss {training}."
    )


def last_epoch(history: dict[str, Any]) -> str:
    """The last epoch as a sentence, for those who can't see the curves."""
    last = history["epochs"][-1]
    epoch, loss, other_loss = last["epoch"], last["train_loss"], last["validation_loss"]
    right, other_right = last["train_accuracy"], last["validation_accuracy"]
    return phrase(
        f"After epoch {epoch}: loss {loss:.4f} in training and {other_loss:.4f} in validation, "
        f"accuracy {percent(right, 2)} and {percent(other_right, 2)}."
    )


def _validation_loss(epoch: Epoch) -> float:
    loss = epoch["validation_loss"]
    return math.inf if math.isnan(loss) else loss


def _change(before: Epoch, after: Epoch, name: str) -> float:
    return after[name] / max(before[name], 1e-12) - 1


def _moved(change: float) -> str:
    """A change in words, rounded, so that none is never "fallen by 0 %"."""
    share = f"{round(100 * abs(change))} %"
    if share == "0 %":
        return phrase("stayed as it was")
    return phrase(f"fell by {share}") if change < 0 else phrase(f"rose by {share}")
