"""The curves of the training that made the weights: loss and accuracy of both splits."""

from __future__ import annotations

from typing import Any

import gradio as gr
import pandas as pd

from ui.validation.history import highest_accuracy, last_epoch, lowest_loss, overfitting

SPLITS = ("training", "validation")
TITLES = {"loss": "Loss (cross-entropy)", "accuracy": "Accuracy (%)"}
# The plots are SVG, so the colours may be tokens and follow light and dark.
COLORS = {"training": "var(--digitpad-muted)", "validation": "var(--digitpad-accent)"}
BEST_COLOR = "var(--digitpad-correct)"


def curves() -> list[gr.blocks.Block]:
    """Place both plots, and below them room for words; `curves_of` fills the three."""
    with gr.Row(elem_classes=["digitpad-curves"]):
        plots = [_plot("loss"), _plot("accuracy")]
    words = gr.HTML("", apply_default_css=False, js_on_load=None, elem_id="overfitting")
    return [*plots, words]


def curves_of(history: dict[str, Any] | None) -> tuple[Any, ...]:
    """What `curves` shows of a history: each plot with its best epoch marked, and words."""
    if not history or not history["epochs"]:
        hidden = gr.LinePlot(visible=False)
        return hidden, hidden, "<p>There are no curves: not one epoch of it is on record.</p>"
    table = history_table(history)
    loss, accuracy = loss_limits(table), accuracy_limits(table)
    lowest = lowest_loss(history)["epoch"]
    highest = highest_accuracy(history)["epoch"]
    words = (
        f"{last_epoch(history)} Green lines mark the best epochs in validation: the lowest loss "
        f"in epoch {lowest}, the highest accuracy in epoch {highest}."
    )
    if table["loss"].max() > loss[1] or table["accuracy"].min() < accuracy[0]:
        words += " The first epochs lie outside the frame."
    return (
        _filled(table, "loss", loss, "lowest", lowest),
        _filled(table, "accuracy", accuracy, "highest", highest),
        f"<p class='overfitting'>{overfitting(history)}</p><p class='digitpad-caption'>{words}</p>",
    )


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


def best_mark(epoch: int, limits: tuple[float, float], column: str, name: str) -> pd.DataFrame:
    """A vertical line as one more curve, because gr.LinePlot has no other marks."""
    return pd.DataFrame({"epoch": epoch, column: limits, "split": name})


def _plot(column: str) -> gr.LinePlot:
    return gr.LinePlot(
        x="epoch",
        y=column,
        color="split",
        color_title="",
        x_title="Epoch",
        y_title=TITLES[column],
        tooltip="all",
        height=240,
        container=False,
        label=TITLES[column],
        show_label=False,
        elem_id=f"{column}-curve",
        elem_classes=["digitpad-curve"],
    )


def _filled(
    table: pd.DataFrame, column: str, limits: tuple[float, float], word: str, best: int
) -> gr.LinePlot:
    mark = f"{word}: epoch {best}"
    return gr.LinePlot(
        # Each plot gets its own column only: the tooltip shows all that it gets.
        pd.concat([table[["epoch", column, "split"]], best_mark(best, limits, column, mark)]),
        color_map={**COLORS, mark: BEST_COLOR},
        y_lim=list(limits),
        visible=True,
    )
