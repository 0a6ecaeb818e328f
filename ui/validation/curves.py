"""The curves of the training that made the weights: loss and accuracy of both splits."""

from __future__ import annotations

from typing import Any

from model.training.loop import EpochRecord
from ui.curves.history import highest_accuracy, last_epoch, lowest_loss, overfitting
from ui.curves.plot import ACCURACIES, LOSSES, curve, curves_plot, numbers
from ui.languages.messages import says, span, t
from ui.parts.part import part

NO_EPOCH = f"<p {says(t('no_epoch'))}></p>"
ONE_VIEW = t("curves_of_one_view")


def curves(topic: str) -> None:
    """Place the plots and the words below them; a topic contains what `curves_of` returns."""
    note = f"<span class='best' {says(t('best_in_validation'))}></span>"
    curves_plot({"runs": []}, elem_id="training-curves", topic=topic, note=note)
    part(elem_id="epoch-words", script="parts/shown.js", topic=topic, field="epoch-words")


def curves_of(
    history: dict[str, Any] | None, classes: int, validated: int, *, one_view: bool = False
) -> tuple[dict[str, Any] | None, str]:
    """The values for `curves` from a history: plots with the best epochs, or None; and HTML.

    The history is of a network of so many classes, measured on so many validation pictures.
    `one_view` adds that the figures are of one view of each picture, and answers average six.
    """
    if not history or not history["epochs"]:
        return None, NO_EPOCH
    records = [EpochRecord(**epoch) for epoch in history["epochs"]]
    best = {
        "loss": lowest_loss(history)["epoch"],
        "accuracy": highest_accuracy(history)["epoch"],
    }
    run = curve(records, name=t("the_network"), number=1, colour="accent", epochs=records[-1].epoch)
    points, limits = run["points"], run["limits"]
    lines = t("best_epochs", **best)
    sentences = [last_epoch(history), lines]
    highest, lowest = limits["loss"][1], limits["accuracy"][0]
    if (
        max(numbers(points, LOSSES), default=0) > highest
        or min(numbers(points, ACCURACIES)) < lowest
    ):
        sentences.append(t("epochs_outside"))
    if one_view:
        sentences.append(ONE_VIEW)
    return (
        {"runs": [run], "best": best},
        f"<p class='verdict' {says(overfitting(history, classes, validated))}></p>"
        f"<p class='digitpad-caption'>{' '.join(map(span, sentences))}</p>",
    )
