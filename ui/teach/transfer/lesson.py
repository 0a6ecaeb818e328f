"""The benefit of pretrained features, as measured by `python -m tests.benchmarks.transfer`."""

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
from ui.shipped import WEIGHTS_DIR
from ui.teach.comparison import deviation, verdict
from ui.teach.things.teaching import LENDER

LESSON_FILE = WEIGHTS_DIR / LENDER / "transfer.json"
# By their names in the file: what the ways are called, and the colours of their curves.
WAYS = {
    "tuned": (t("transfer_tuned"), "run-2"),
    "head": (t("transfer_head"), "run-1"),
    "nothing": (t("transfer_nothing"), "run-3"),
}


def lesson() -> None:
    """Place the three curves, if they were measured with the shipped weights."""
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
    """The measurements beside the weights; None if damaged or of other weights."""
    try:
        found = read_json(LESSON_FILE.parent, LESSON_FILE.name)
    except WeightsDamaged:  # /health reports it
        return None
    return found if is_lesson(found) and found["weights"] == checksum(LENDER) else None


def is_lesson(found: Any) -> bool:
    """Whether the content of a file is in the format of the benchmark."""
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
    """The value of the part: means and deviations in percent for each way, and sentences."""
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
    """Two sentences: the accuracies for a number of pictures of each class, and their meaning.

    The better one of the two pretrained ways is compared with training from scratch.
    """
    count = row["count"]
    head, tuned, nothing = (percent(mean(row[way])) for way in ("head", "tuned", "nothing"))
    accuracies = t("transfer_figures", count=count, tuned=tuned, head=head, nothing=nothing)
    borrowed = max(row["head"], row["tuned"], key=mean)
    return [accuracies, verdict(borrowed, row["nothing"])]
