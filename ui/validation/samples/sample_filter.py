"""The view of the samples: filters, order and page, and their controls."""

from __future__ import annotations

import json
import math
from typing import Any, NamedTuple

import numpy as np

from model.data.datasets import called
from model.evaluation.verdicts import Verdicts
from ui.languages.messages import Message, encoded, t

ORDERS = {
    "number": t("order_by_number"),
    "least": t("order_least_confident"),
    "most": t("order_most_confident"),
}


class View(NamedTuple):
    """Filters by mistakes, true class and predicted class (None for any), order and page."""

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
        """Indices of the samples of all pages, in order."""
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

    def describe(self, total: int, first: int, shown: int, classes: tuple[str, ...]) -> Message:
        """A description of the view: "1–60 of 1,010 samples of a true 3"."""
        found = self._counted(total) if total else self._none()
        if self.true is not None:
            found = t("samples_true", found=found, label=called(classes[self.true]))
        if self.said is not None:
            found = t("samples_read_as", found=found, label=called(classes[self.said]))
        if not shown < total:
            return found
        return t("samples_range", first=first + 1, last=first + shown, found=found)

    def _counted(self, count: int) -> Message:
        if self.mistakes:
            return t("mistake_count", count=count)
        return t("sample_count", count=count)

    def _none(self) -> Message:
        return t("no_mistakes") if self.mistakes else t("no_samples")


def parse_view(asked: Any, classes: tuple[str, ...]) -> View:
    """The view in a request; the first page of all samples for a wrong value."""

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
    """The view with an existing page, and the number of pages."""
    pages = max(1, math.ceil(total / page_size))
    return view._replace(page=min(max(view.page, 0), pages - 1)), pages


def controls(view: View, pages: int, classes: tuple[str, ...]) -> dict[str, Any]:
    """The values of filters, order and pager; each button contains its change of the view."""

    def button(label: Message, change: dict[str, Any], **state: bool) -> dict[str, Any]:
        marks = {name: str(on).lower() for name, on in state.items()}
        return {"label": encoded(label), "change": json.dumps(change), **marks}

    def menu(label: Message, name: str, chosen: Any, options: dict[Any, Any]) -> dict[str, Any]:
        entries = [{"key": json.dumps(key), "text": encoded(text)} for key, text in options.items()]
        return {
            "label": encoded(label),
            "name": name,
            "chosen": json.dumps(chosen),
            "options": entries,
        }

    every: dict[int | None, Message | str] = {
        None: t("any_class"),
        **dict(enumerate(map(called, classes))),
    }
    page, last = view.page + 1, pages - 1
    return {
        "view": json.dumps(view._asdict()),
        "kinds": [
            button(t("all_samples"), {"mistakes": False}, pressed=not view.mistakes),
            button(t("mistakes_only"), {"mistakes": True}, pressed=view.mistakes),
        ],
        "menus": [
            menu(t("true_class"), "true", view.true, every),
            menu(t("read_as"), "said", view.said, every),
            menu(t("order"), "order", view.order, ORDERS),
        ],
        "clear": json.dumps({"mistakes": False, "true": None, "said": None}),
        "unfiltered": str(not view.is_filtered).lower(),
        "pager": [
            button(t("first_page"), {"page": 0}, disabled=view.page == 0),
            button(t("previous_page"), {"page": max(view.page - 1, 0)}, disabled=view.page == 0),
            button(t("next_page"), {"page": min(view.page + 1, last)}, disabled=view.page == last),
        ],
        "place": encoded(t("page_of", page=page, pages=pages)),
    }
