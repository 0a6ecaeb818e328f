"""Verdicts on labelled pictures.

    python -m model.evaluate labels.csv

reads a CSV with the columns file, label and kind (and writer, if there is one), paths relative to
the CSV, and prints the share read rightly per kind. A refused picture counts as wrong. Labels of
more than one character are whole numbers: they go through `Predictor.read` and are compared
without white space, and the digit error rate is the edit distance over the digits there are.
`mnist` instead of a CSV measures the 10,000 test images through the whole pipeline.
"""

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from model.decoding import UnreadablePicture
from model.predictor import Predictor


@dataclass(frozen=True)
class Verdicts:
    """What a network said of stored inputs: arrays (N,), `confidences` of the class it said."""

    labels: np.ndarray
    predicted: np.ndarray
    confidences: np.ndarray

    @property
    def correct(self) -> np.ndarray:
        """(N,) bool."""
        return self.predicted == self.labels

    @property
    def accuracy(self) -> float:
        """Share that is correct, in 0..1."""
        return float(self.correct.mean())


def judge(predictor: Predictor, images: np.ndarray, labels: np.ndarray) -> Verdicts:
    """Verdicts on network inputs (N, 28, 28) uint8, without preprocessing or refusal."""
    probabilities = predictor.classify(images)  # (N, classes)
    return Verdicts(labels, probabilities.argmax(axis=1), probabilities.max(axis=1))


def confusion_matrix(labels: np.ndarray, predicted: np.ndarray, classes: int = 10) -> np.ndarray:
    """Counts (classes, classes) int64: a row for each true class, a column for each predicted."""
    pairs = np.asarray(labels, np.int64) * classes + np.asarray(predicted, np.int64)
    return np.bincount(pairs, minlength=classes**2).reshape(classes, classes)


@dataclass(frozen=True)
class Answer:
    """One row of the CSV and what was read of it; `read` is empty when refused or unreadable."""

    file: str
    label: str
    kind: str
    writer: str
    read: str

    @property
    def is_right(self) -> bool:
        """Whether exactly the label was read."""
        return self.read == self.label


def answer(predictor: Predictor, table: Path) -> list[Answer]:
    """Read every picture that a CSV names."""
    with table.open(newline="") as file:
        return [_answer(predictor, table.parent, row) for row in csv.DictReader(file)]


def _answer(predictor: Predictor, folder: Path, row: dict[str, str]) -> Answer:
    label = "".join(row["label"].split())
    try:
        if len(label) > 1:
            read = "".join(predictor.read(folder / row["file"]).text.split())
        else:
            read = predictor.predict(folder / row["file"]).label or ""
    except UnreadablePicture:
        read = ""
    return Answer(row["file"], label, row.get("kind", ""), row.get("writer") or "", read)


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


def report(answers: Iterable[Answer]) -> str:
    """A table: per kind the pictures, those read rightly, refused, and the mean over writers."""
    kinds: dict[str, list[Answer]] = defaultdict(list)
    for one in answers:
        kinds[one.kind].append(one)
    lines = [
        f"{'kind':<12} {'pictures':>8} {'right':>6} {'share':>8} {'refused':>8} {'writers':>8}"
    ]
    for kind, group in kinds.items():
        right = sum(one.is_right for one in group)
        refused = sum(not one.read for one in group)
        lines.append(
            f"{kind:<12} {len(group):>8} {right:>6} {right / len(group):>8.2%} {refused:>8} "
            f"{_mean_over_writers(group):>8}"
        )
        numbers = [one for one in group if len(one.label) > 1]
        if numbers:
            errors = sum(digit_errors(one.label, one.read) for one in numbers)
            digits = sum(len(one.label) for one in numbers)
            lines.append(f"{'':<12} digit error rate {errors}/{digits} = {errors / digits:.1%}")
    return "\n".join(lines)


def _mean_over_writers(answers: list[Answer]) -> str:
    writers: dict[str, list[bool]] = defaultdict(list)
    for one in answers:
        writers[one.writer].append(one.is_right)
    if set(writers) == {""}:
        return "-"
    return f"{np.mean([np.mean(verdicts) for verdicts in writers.values()]):.2%}"


def measure_validation(predictor: Predictor) -> str:
    """Accuracy on the stored validation images: the network's own, and through the pipeline."""
    if predictor.validation is None:
        raise SystemExit("These weights have no validation.npz; name a CSV instead.")
    images, labels = predictor.validation
    own = judge(predictor, images, labels)
    through = [predictor.predict(image).label or "" for image in images]
    wanted = [predictor.classes[label] for label in labels]
    share = float(np.mean([a == b for a, b in zip(through, wanted, strict=True)]))
    return (
        f"network on the stored 28×28    {own.accuracy:.2%} of {len(labels)}\n"
        f"through Predictor.predict      {share:.2%}, refused {through.count('')}"
    )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m model.evaluate", description="Measure a predictor on labelled pictures."
    )
    parser.add_argument("table", help="a CSV with the columns file,label,kind; or: mnist")
    parser.add_argument("--weights", default=None, help="a weights folder or Hub id")
    parser.add_argument("--mistakes", action="store_true", help="list what was read wrongly")
    options = parser.parse_args()
    predictor = Predictor.from_pretrained(options.weights)
    if options.table == "mnist":
        print(measure_validation(predictor))
        return
    table = Path(options.table)
    if not table.is_file():
        sys.exit(f"There is no file {table}; give a CSV with the columns file, label and kind.")
    answers = answer(predictor, table)
    print(report(answers))
    for one in answers:
        if options.mistakes and not one.is_right:
            print(f"{one.file}: {one.label} read as {one.read or 'nothing'}")


if __name__ == "__main__":
    main()
