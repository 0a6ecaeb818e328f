"""The grid of samples: small pictures, each with "predicted (true)" beneath."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from typing import Any

import gradio as gr
import numpy as np
from PIL import Image

from model.data.datasets import called
from model.evaluation.verdicts import Verdicts
from ui.ask.present import Answer
from ui.languages.messages import Message, encoded, t
from ui.parts.class_names import has_words, shape
from ui.parts.part import part
from ui.parts.percent import confidence
from ui.validation.samples.sample_filter import View, clamp_page, controls

ROWS = 5  # on a page, at the widest grid


def row_length(classes: tuple[str, ...]) -> int:
    """Tiles in a row of the widest grid; sample_grid.css divides it on narrow screens."""
    return 8 if has_words(classes) else 12


class Samples:
    """The validation pictures and verdicts, as values of grids."""

    def __init__(self, images: np.ndarray, verdicts: Verdicts, classes: tuple[str, ...]) -> None:
        self.images = images
        self.verdicts = verdicts
        self.classes = classes

    def page(self, view: View) -> dict[str, Any]:
        """The value of a grid for a page of a view."""
        size = ROWS * row_length(self.classes)
        found = view.find(self.verdicts)
        view, pages = clamp_page(view, len(found), size)
        first = view.page * size
        shown = found[first : first + size]
        return {
            **self._tiles(shown),
            **controls(view, pages, self.classes),
            "count": encoded(view.describe(len(found), first, len(shown), self.classes)),
            # The last of several pages stands as tall as the others.
            "blanks": list(range(size - len(shown) if pages > 1 else 0)),
        }

    def confident_mistakes(self) -> dict[str, Any]:
        """The value of a grid without controls: one row of mistakes, the surest first."""
        mistakes = View(mistakes=True, order="most").find(self.verdicts)
        return self._tiles(mistakes[: row_length(self.classes)])

    def names(self, index: int) -> tuple[str, str]:
        """The predicted and the true class of a sample, as text."""
        predicted, true = self.verdicts.predicted[index], self.verdicts.labels[index]
        return self.classes[int(predicted)], self.classes[int(true)]

    def _tiles(self, indices: np.ndarray) -> dict[str, Any]:
        tiles = [self._tile(index) for index in indices.tolist()]
        for place, tile in enumerate(tiles):
            tile["place"] = f"{100 * place / max(1, len(tiles) - 1):.4f}"
        return {
            "tiles": tiles,
            "shape": shape(self.classes),
            "sprite": sprite(self.images[indices]),
            "width": 100 * len(tiles),
        }

    def _tile(self, index: int) -> dict[str, Any]:
        predicted, true = self.names(index)
        correct = bool(self.verdicts.correct[index])
        sure = confidence(self.verdicts.confidences[index])
        values = {"predicted": called(predicted), "true": called(true), "sure": sure}
        right = t("sample_right", index=index, **values)
        wrong = t("sample_wrong", index=index, **values)
        return {
            "index": index,
            "correct": str(correct).lower(),
            "predicted": encoded(called(predicted)),
            "true": encoded(called(true)),
            "sure": encoded(sure),
            "name": encoded(right if correct else wrong),
        }


def waiting_page(classes: tuple[str, ...]) -> dict[str, Any]:
    """A page of blank tiles, as tall as the first page that will take its place."""
    blanks = list(range(ROWS * row_length(classes)))
    return {**controls(View(), 1, classes), "count": "", "blanks": blanks, "shape": shape(classes)}


def waiting_row(classes: tuple[str, ...]) -> dict[str, Any]:
    """A row of blank tiles, as tall as the confident mistakes that will take its place."""
    return {"blanks": list(range(row_length(classes))), "shape": shape(classes)}


def sprite(images: np.ndarray) -> str:
    """All pictures side by side in one PNG, as a data URL."""
    if not len(images):
        return ""
    file = io.BytesIO()
    Image.fromarray(np.concatenate(list(images), axis=1)).save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


def sample_grid(
    value: dict[str, Any], *, elem_id: str, label: Message, answers: Sequence[Answer] = ()
) -> gr.HTML:
    """A grid that shows a value made by `Samples`.

    A grid with `answers` requests the whole tab when it is first visible, and then other pages. The
    other grid shows the most confident mistakes.
    """
    return part(
        value,
        elem_id=elem_id,
        markup="validation/samples/sample_grid.html",
        script="validation/samples/sample_grid.js",
        answers=answers,
        classes="digitpad-samples",
        label=encoded(label),
    )
