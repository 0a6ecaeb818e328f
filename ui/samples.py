"""The grid of samples: 28x28 pictures, each with "predicted (true)" beneath."""

from __future__ import annotations

import base64
import io
import json
import math
from typing import Any, NamedTuple

import gradio as gr
import numpy as np
from PIL import Image

from model.evaluate import Verdicts
from ui.theme import asset

PAGE_SIZE = 60  # fills rows of 12, 10, 6 and 5


class View(NamedTuple):
    """Which samples are asked for: a kind, a true class (None for any) and a page."""

    mistakes: bool = False
    true: int | None = None
    page: int = 0


class Samples:
    """The validation pictures with the network's verdicts, ready to be shown as tiles."""

    def __init__(self, images: np.ndarray, verdicts: Verdicts, classes: tuple[str, ...]) -> None:
        self.images = images
        self.verdicts = verdicts
        self.classes = classes

    def page(self, view: View) -> dict[str, Any]:
        """The value of a grid: one page of the samples that the view asks for."""
        wanted = np.ones(len(self.images), bool)
        if view.mistakes:
            wanted &= ~self.verdicts.correct
        if view.true is not None:
            wanted &= self.verdicts.labels == view.true
        found = np.flatnonzero(wanted)
        pages = max(1, math.ceil(len(found) / PAGE_SIZE))
        view = view._replace(page=min(max(view.page, 0), pages - 1))
        first = view.page * PAGE_SIZE
        shown = found[first : first + PAGE_SIZE]
        blanks = PAGE_SIZE - len(shown) if pages > 1 else 0  # the last page stands as tall
        return {
            **self._tiles(shown),
            **controls(view, pages, self.classes),
            "count": self._count(view, len(found), first, len(shown)),
            "blanks": list(range(blanks)),
        }

    def confident_mistakes(self, count: int) -> dict[str, Any]:
        """The value of a grid without controls: mistakes, the surest first."""
        mistakes = np.flatnonzero(~self.verdicts.correct)
        surest = mistakes[np.argsort(-self.verdicts.confidences[mistakes], kind="stable")][:count]
        value = self._tiles(surest)
        for tile in value["tiles"]:
            # Rounded down: being wrong with "100 %" would claim too much.
            share = math.floor(1000 * self.verdicts.confidences[tile["index"]]) / 10
            tile["detail"] = f"{share:.1f} %"
        return value

    def names(self, index: int) -> tuple[str, str]:
        """The predicted and the true class of a sample, as text."""
        predicted, true = self.verdicts.predicted[index], self.verdicts.labels[index]
        return self.classes[int(predicted)], self.classes[int(true)]

    def _tiles(self, indices: np.ndarray) -> dict[str, Any]:
        tiles = []
        for place, index in enumerate(indices.tolist()):
            predicted, true = self.names(index)
            correct = bool(self.verdicts.correct[index])
            verdict = "right" if correct else "wrong"
            tiles.append(
                {
                    "index": index,
                    "correct": str(correct).lower(),
                    "caption": f"{predicted} ({true})",
                    "name": f"Sample {index}: predicted {predicted}, truly {true}, {verdict}",
                    "place": f"{100 * place / max(1, len(indices) - 1):.4f}",
                    "detail": "",
                }
            )
        return {"tiles": tiles, "sprite": sprite(self.images[indices]), "width": 100 * len(tiles)}

    def _count(self, view: View, total: int, first: int, shown: int) -> str:
        noun = "mistake" if view.mistakes else "sample"
        noun += "" if total == 1 else "s"
        of = "" if view.true is None else f" of a true {self.classes[view.true]}"
        if total == 0:
            return f"No {noun}{of}"
        span = f"{first + 1:,}–{first + shown:,} of " if shown < total else ""
        return f"{span}{total:,} {noun}{of}"


def controls(view: View, pages: int, classes: tuple[str, ...]) -> dict[str, Any]:
    """The filters and the pager; each button carries the whole view that it leads to."""

    def button(label: str, to: View, **state: bool) -> dict[str, Any]:
        marks = {name: str(on).lower() for name, on in state.items()}
        return {"label": label, "view": json.dumps(to._asdict()), **marks}

    def choice(label: str, to: View) -> dict[str, Any]:
        return button(label, to, pressed=to == view._replace(page=0))

    top = view._replace(page=0)
    last = pages - 1
    return {
        "kinds": [
            choice("All", top._replace(mistakes=False)),
            choice("Mistakes only", top._replace(mistakes=True)),
        ],
        "classes": [
            choice("Any", top._replace(true=None)),
            *(choice(name, top._replace(true=index)) for index, name in enumerate(classes)),
        ],
        "pager": [
            button("First", top, disabled=view.page == 0),
            button("Previous", view._replace(page=max(view.page - 1, 0)), disabled=view.page == 0),
            button(
                "Next", view._replace(page=min(view.page + 1, last)), disabled=view.page == last
            ),
        ],
        "place": f"Page {view.page + 1:,} of {pages:,}",
    }


def parse_view(asked: Any, classes: tuple[str, ...]) -> View:
    """The view that a button asked for; anything odd means the first page of all samples."""
    try:
        mistakes, true, page = asked["mistakes"] is True, asked["true"], int(asked["page"])
    except (KeyError, TypeError, ValueError, OverflowError):
        return View()
    known = isinstance(true, int) and 0 <= true < len(classes)
    return View(mistakes, true if known else None, page)


def waiting_page(classes: tuple[str, ...]) -> dict[str, Any]:
    """A page of blank tiles, as tall as the first page that will take its place."""
    return {**controls(View(), 1, classes), "count": " ", "blanks": list(range(PAGE_SIZE))}


def sprite(images: np.ndarray) -> str:
    """All pictures side by side in one PNG, as a data URL."""
    if not len(images):
        return ""
    file = io.BytesIO()
    Image.fromarray(np.concatenate(list(images), axis=1)).save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


def sample_grid(value: dict[str, Any], *, elem_id: str, label: str) -> gr.HTML:
    """A grid that shows a value made by `Samples`.

    Its events: `open` when it is first seen, `browse` with a view, `select` with an index.
    """
    return gr.HTML(
        value,
        label=label,
        html_template=asset("samples.html"),
        js_on_load=asset("samples.js"),
        apply_default_css=False,
        elem_id=elem_id,
        elem_classes=["digitpad-samples"],
    )
