"""The measured figures of a weights folder, figures.json: what was measured, and how much is right.

They are messages, so the page shows them in every language; the model card has them in English.
"""

from pathlib import Path
from typing import Any

from ..data.datasets import DataSet
from ..messages import Message, t, text
from ..weights.card import FIGURES as NAME
from ..weights.contents import read_json
from ..weights.errors import damaged

KINDS = {  # of labelled pictures; others are called as their table has it
    "paint": t("kind_paint"),
    "photo": t("kind_photo"),
    "paint-multi": t("kind_paint_multi"),
    "photo-multi": t("kind_photo_multi"),
    "printed": t("kind_printed"),
}

Cell = Message | str
Row = tuple[Cell, Cell]  # measured on, right


def on_test_images(dataset: DataSet, count: int) -> Message:
    """That the network was measured on so many stored test images of a data set."""
    values = {"count": count, "title": dataset.title, "sides": "×".join(map(str, dataset.shape))}
    if dataset.copies:
        return t("card_test_copies", copies=dataset.copies, **values)
    return t("card_test_images", **values)


def on_pictures(count: int, kind: str, people: int) -> Message:
    """That it was measured on labelled pictures of a kind, by so many people; 0 if unknown."""
    named = KINDS.get(kind, kind)
    if not people:
        return t("card_pictures_of_kind", count=count, kind=named)
    return t("card_pictures", count=count, kind=named, people=t("card_people", count=people))


def on_onnx_file(dataset: DataSet, numbers: str, size: float, time: float) -> Message:
    """That an ONNX file was measured: its kind of numbers, MB, and ms for an image on one core."""
    sides = "×".join(map(str, dataset.shape))
    return t("card_onnx", sides=sides, numbers=numbers, size=size, time=time)


def in_percent(share: float) -> Message:
    """A share in 0..1 as a figure."""
    return t("percent_2", value=round(100 * share, 2))


def read_figures(folder: Path) -> list[Row] | None:
    """The figures of a weights folder; None without any. Raises WeightsDamaged."""
    rows = read_json(folder, NAME)
    try:
        return None if rows is None else [(_cell(one), _cell(other)) for one, other in rows]
    except (TypeError, ValueError, KeyError):
        raise damaged(folder, f"rows of {NAME}", NAME) from None


def _cell(content: Any) -> Cell:
    """A cell that can be shown; raises TypeError, ValueError or KeyError for anything else."""
    if isinstance(content, str):
        return content
    text(content)
    return Message(content)
