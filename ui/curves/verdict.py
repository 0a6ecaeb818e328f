"""The verdict on overfitting in words."""

from __future__ import annotations

import math

from model.evaluation.overfitting import EARLY, FAILS, OVERFITS, Verdict
from ui.languages.messages import Message, t
from ui.parts.percent import percent


def verdict_message(found: Verdict, epochs: int) -> Message:
    """A verdict after so many epochs, and whether more of them would help."""
    if found.name == EARLY:
        return t("verdict_early", count=epochs)
    losses = {"training": found.train_loss, "validation": found.validation_loss}
    if not all(map(math.isfinite, losses.values())):
        return t("verdict_diverged")
    if found.name == FAILS:
        return t("verdict_fails", training=found.train_loss, chance=found.chance)
    if found.name == OVERFITS:
        right, other = found.train_accuracy, found.validation_accuracy
        said = t(
            "verdict_overfits", **losses, right=percent(right, 1), other_right=percent(other, 1)
        )
    else:
        said = t("verdict_fits", **losses)
    if found.improves:
        return t("verdict_improves", verdict=said)
    if found.best_epoch < epochs:
        return t("verdict_best", verdict=said, best=found.best_epoch)
    return said
