"""Answers: what a predictor reads of the labelled pictures that a CSV names."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from model.picture.decoding import UnreadablePicture
from model.predictor import Predictor


@dataclass(frozen=True)
class Answer:
    """One row of the CSV and what was read of it; `read` is empty when refused or unreadable.

    An empty label is right where nothing is read.
    `confidence` is that of the most probable class; for whole numbers, `is_number`, it is 0.
    """

    file: Path
    label: str
    kind: str
    writer: str
    read: str
    confidence: float = 0.0
    is_number: bool = False

    @property
    def is_right(self) -> bool:
        """Whether exactly the label was read."""
        return self.read == self.label


class WrongTable(ValueError):
    """A CSV doesn't say what it should; the message says what is wrong and what to do."""


def answer(predictor: Predictor, table: Path) -> list[Answer]:
    """Read every picture that a CSV names, paths relative to it. Raises WrongTable."""
    return [_answer(predictor, table.parent, row) for row in _rows(table)]


def _rows(table: Path) -> list[dict[str, str | None]]:
    """The rows of a CSV, each of which has a file and a label; raises WrongTable."""
    try:
        with table.open(newline="", encoding="utf-8-sig") as file:  # Excel begins with a mark
            rows = list(csv.DictReader(file))
    except (UnicodeDecodeError, csv.Error):
        raise WrongTable(f"{table} is no CSV in UTF-8; save it as one.") from None
    for number, row in enumerate(rows, start=1):
        if row.get("file") is None or row.get("label") is None:
            raise WrongTable(
                f"Row {number} of {table} has no file or no label; give every row both, below a "
                "first line file,label,kind with commas between."
            )
    return rows


def _answer(predictor: Predictor, folder: Path, row: dict[str, str | None]) -> Answer:
    label = row["label"].strip()
    is_number = label not in predictor.classes
    if is_number:
        label = "".join(label.split())
    picture, read, confidence = folder / row["file"], "", 0.0
    try:
        if is_number:
            read = "".join(predictor.read(picture).text.split())
        else:
            prediction = predictor.predict(picture)
            read, confidence = prediction.label or "", prediction.confidence
    except UnreadablePicture:
        pass  # counts as refused
    kind, writer = row.get("kind") or "", row.get("writer") or ""
    return Answer(picture, label, kind, writer, read, confidence, is_number)


def digit_errors(label: str, read: str) -> int:
    """Edit distance (Levenshtein 1966): the fewest digits to insert, drop or change."""
    previous = list(range(len(read) + 1))
    for row, wanted in enumerate(label, start=1):
        current = [row]
        for column, found in enumerate(read, start=1):
            change = previous[column - 1] + (wanted != found)
            current.append(min(change, previous[column] + 1, current[-1] + 1))
        previous = current
    return previous[-1]


def by_kind(answers: Iterable[Answer]) -> dict[str, list[Answer]]:
    """The answers of each kind of picture, in order of appearance."""
    kinds: dict[str, list[Answer]] = defaultdict(list)
    for one in answers:
        kinds[one.kind].append(one)
    return kinds
