"""What borrowed features are worth, as `python -m tests.benchmarks.transfer` measured it."""

from __future__ import annotations

from statistics import StatisticsError, mean
from typing import Any

from model.data.datasets import DATA_SETS
from model.weights.contents import read_json
from model.weights.errors import WeightsDamaged
from ui.languages.messages import Message, t
from ui.parts.part import part
from ui.parts.percent import percent
from ui.server.health import checksum
from ui.shipped import WEIGHTS
from ui.teach.comparison import deviation, verdict
from ui.teach.things.teaching import LENDER

FILE = WEIGHTS / LENDER / "transfer.json"
# By their names in the file: what the ways are called, and the colours of their curves.
WAYS = {
    "tuned": (t("transfer_tuned"), "run-2"),
    "head": (t("transfer_head"), "run-1"),
    "nothing": (t("transfer_nothing"), "run-3"),
}


def lesson() -> None:
    """Place the three curves, where they were measured with the weights that are here."""
    found = measured()
    if found is None:
        return
    part(
        curves(found),
        elem_id="transfer",
        markup="teach/transfer/lesson.html",
        script="teach/transfer/lesson.js",
        classes="digitpad-transfer",
    )


def measured() -> dict[str, Any] | None:
    """What the file beside the weights says, if it is whole and of these weights."""
    try:
        found = read_json(FILE.parent, FILE.name)
    except WeightsDamaged:  # which /health tells
        return None
    return found if is_lesson(found) and found["weights"] == checksum(LENDER) else None


def is_lesson(found: Any) -> bool:
    """Whether a file's content is what the benchmark writes."""
    try:
        rows = found["rows"]
        return (
            found["dataset"] in DATA_SETS
            and isinstance(found["weights"], str)
            and isinstance(found["tested"], int)
            and len(rows) > 0
            and all(isinstance(row["count"], int) for row in rows)
            and all(0 <= mean(row[way]) <= 1 for row in rows for way in WAYS)
        )
    except (TypeError, LookupError, StatisticsError):
        return False


def curves(found: dict[str, Any]) -> dict[str, Any]:
    """What the part shows: for each way, means and deviations in percent; and words."""
    rows = found["rows"]
    ways = [
        {
            "name": name,
            "colour": colour,
            "means": [round(100 * mean(row[way]), 2) for row in rows],
            "deviations": [round(100 * deviation(row[way]), 2) for row in rows],
        }
        for way, (name, colour) in WAYS.items()
    ]
    seeds = len(rows[0]["head"])
    title, tested = DATA_SETS[found["dataset"]].title, found["tested"]
    return {
        "counts": [row["count"] for row in rows],
        "ways": ways,
        "setting": t("transfer_setting", title=title, tested=tested, seeds=seeds),
        "figures": [figures(row) for row in rows],
    }


def figures(row: dict[str, Any]) -> list[Message]:
    """The accuracies with so many pictures a class, and what they say of borrowing: two sentences.

    The better one of the two ways that borrow is held against the one from nothing.
    """
    count = row["count"]
    head, tuned, nothing = (percent(mean(row[way])) for way in ("head", "tuned", "nothing"))
    accuracies = t("transfer_figures", count=count, tuned=tuned, head=head, nothing=nothing)
    borrowed = max(row["head"], row["tuned"], key=mean)
    return [accuracies, verdict(borrowed, row["nothing"])]
