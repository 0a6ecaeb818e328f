"""Which samples a visitor asks for, and the filters, order and pages that ask for them."""

from __future__ import annotations

import json
import math
from typing import Any, NamedTuple

import numpy as np

from model.evaluation.verdicts import Verdicts
from ui.languages.phrase import phrase, plural

ORDERS = {
    "number": phrase("By number"),
    "least": phrase("Least confident first"),
    "most": phrase("Most confident first"),
}


class View(NamedTuple):
    """A kind, a true class, an answer (None for any), an order and a page."""

    mistakes: bool = False
    true: int | None = None
    said: int | None = None
    order: str = "number"
    page: int = 0

    @property
    def is_filtered(self) -> bool:
        """Whether some samples are left out."""
        return self != View(order=self.order, page=self.page)

    def find(self, verdicts: Verdicts) -> np.ndarray:
        """Indices of the samples that it asks for, of all pages, in its order."""
        wanted = np.ones(len(verdicts.labels), bool)
        if self.mistakes:
            wanted &= ~verdicts.correct
        if self.true is not None:
            wanted &= verdicts.labels == self.true
        if self.said is not None:
            wanted &= verdicts.predicted == self.said
        found = np.flatnonzero(wanted)
        if self.order == "number":
            return found
        confidences = verdicts.confidences[found]
        ranks = confidences if self.order == "least" else -confidences
        return found[np.argsort(ranks, kind="stable")]

    def describe(self, total: int, first: int, shown: int, classes: tuple[str, ...]) -> str:
        """What is shown, in words: "1–60 of 1,010 samples of a true 3"."""
        found = self._counted(total) if total else self._none()
        if self.true is not None:
            label = classes[self.true]
            found = phrase(f"{found} of a true {label}")
        if self.said is not None:
            label = classes[self.said]
            found = phrase(f"{found} read as {label}")
        if not shown < total:
            return found
        first, last = first + 1, first + shown
        return phrase(f"{first:,}–{last:,} of {found}")

    def _counted(self, count: int) -> str:
        if self.mistakes:
            return plural(count, f"{count:,} mistake", f"{count:,} mistakes")
        return plural(count, f"{count:,} sample", f"{count:,} samples")

    def _none(self) -> str:
        return phrase("No mistakes") if self.mistakes else phrase("No samples")


def parse_view(asked: Any, classes: tuple[str, ...]) -> View:
    """The view that the browser asked for; anything odd means the first page of all samples."""

    def known(index: Any) -> int | None:
        return index if isinstance(index, int) and 0 <= index < len(classes) else None

    try:
        return View(
            mistakes=asked["mistakes"] is True,
            true=known(asked["true"]),
            said=known(asked["said"]),
            order=asked["order"] if asked["order"] in ORDERS else "number",
            page=int(asked["page"]),
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return View()


def clamp_page(view: View, total: int, page_size: int) -> tuple[View, int]:
    """The view on a page that there is, and how many pages there are."""
    pages = max(1, math.ceil(total / page_size))
    return view._replace(page=min(max(view.page, 0), pages - 1)), pages


def controls(view: View, pages: int, classes: tuple[str, ...]) -> dict[str, Any]:
    """The filters, the order and the pager; each button carries what it changes in the view."""

    def button(label: str, change: dict[str, Any], **state: bool) -> dict[str, Any]:
        marks = {name: str(on).lower() for name, on in state.items()}
        return {"label": label, "change": json.dumps(change), **marks}

    def menu(label: str, name: str, chosen: Any, options: dict[Any, str]) -> dict[str, Any]:
        entries = [{"key": json.dumps(key), "text": text} for key, text in options.items()]
        return {"label": label, "name": name, "chosen": json.dumps(chosen), "options": entries}

    every = {None: phrase("Any"), **dict(enumerate(classes))}
    page, last = view.page + 1, pages - 1
    return {
        "view": json.dumps(view._asdict()),
        "kinds": [
            button(phrase("All"), {"mistakes": False}, pressed=not view.mistakes),
            button(phrase("Mistakes only"), {"mistakes": True}, pressed=view.mistakes),
        ],
        "menus": [
            menu(phrase("True"), "true", view.true, every),
            menu(phrase("Read as"), "said", view.said, every),
            menu(phrase("Order"), "order", view.order, ORDERS),
        ],
        "clear": json.dumps({"mistakes": False, "true": None, "said": None}),
        "unfiltered": str(not view.is_filtered).lower(),
        "pager": [
            button(phrase("First"), {"page": 0}, disabled=view.page == 0),
            button(phrase("Previous"), {"page": max(view.page - 1, 0)}, disabled=view.page == 0),
            button(phrase("Next"), {"page": min(view.page + 1, last)}, disabled=view.page == last),
        ],
        "place": phrase(f"Page {page:,} of {pages:,}"),
    }
