"""The curves of the training that made the weights: loss and accuracy of both splits."""

from __future__ import annotations

from typing import Any

import gradio as gr
import pandas as pd

SPLITS = ("training", "validation")
# The plots are SVG, so the colours may be tokens and follow light and dark.
COLORS = {"training": "var(--digitpad-muted)", "validation": "var(--digitpad-accent)"}


def curves(history: dict[str, Any]) -> None:
    """Place both plots and, in words, where they end."""
    table = history_table(history)
    loss, accuracy = loss_limits(table), accuracy_limits(table)
    _plot(table, "loss", "Loss (cross-entropy)", loss, "loss-curve")
    _plot(table, "accuracy", "Accuracy (%)", accuracy, "accuracy-curve")
    words = last_epoch(history)
    if table["loss"].max() > loss[1] or table["accuracy"].min() < accuracy[0]:
        words += " The first epochs lie outside the frame."
    gr.HTML(f"<p class='digitpad-caption'>{words}</p>", apply_default_css=False)


def history_table(history: dict[str, Any]) -> pd.DataFrame:
    """One row for each epoch and split; accuracies in percent."""
    rows = [
        {
            "epoch": epoch["epoch"],
            "split": split,
            "loss": round(epoch[f"{name}_loss"], 4),
            "accuracy": round(100 * epoch[f"{name}_accuracy"], 2),
        }
        for split, name in zip(SPLITS, ("train", "validation"), strict=True)
        for epoch in history["epochs"]
    ]
    return pd.DataFrame(rows)


def last_epoch(history: dict[str, Any]) -> str:
    """The last epoch as a sentence, for those who can't see the curves."""
    last = history["epochs"][-1]
    return (
        f"After epoch {last['epoch']}: loss {last['train_loss']:.4f} in training and "
        f"{last['validation_loss']:.4f} in validation, accuracy "
        f"{100 * last['train_accuracy']:.2f} % and {100 * last['validation_accuracy']:.2f} %."
    )


def accuracy_limits(table: pd.DataFrame) -> tuple[float, float]:
    """A scale on which the end can be read: the last error fills about a quarter of the height.

    The first epochs may start below the frame.
    """
    last = table.loc[table["split"] == "validation", "accuracy"].iloc[-1]
    error = max(100 - float(last), 0.1)
    return max(float(table["accuracy"].min()), round(100 - 4 * error, 1)), 100.0


def loss_limits(table: pd.DataFrame) -> tuple[float, float]:
    """From zero to the highest loss, or to six times the last where the start towers above."""
    last = table.loc[table["split"] == "validation", "loss"].iloc[-1]
    return 0.0, min(float(table["loss"].max()), round(6 * float(last), 3))


def _plot(
    table: pd.DataFrame, column: str, title: str, limits: tuple[float, float], elem_id: str
) -> None:
    gr.LinePlot(
        # Each plot gets its own column only: the tooltip shows all that it gets.
        table[["epoch", column, "split"]],
        x="epoch",
        y=column,
        color="split",
        color_map=COLORS,
        color_title="",
        x_title="Epoch",
        y_title=title,
        y_lim=list(limits),
        tooltip="all",
        height=240,
        container=False,
        label=title,
        show_label=False,
        elem_id=elem_id,
        elem_classes=["digitpad-curve"],
    )
