"""Verdicts on labelled pictures.

    python -m model.evaluate labels.csv
    python -m model.evaluate mnist labels.csv --sheet misses.png

reads a CSV with the columns file, label and kind (and writer, if there is one), paths relative to
the CSV, and prints the share read rightly per kind, the confusions, the calibration and the worst
misses. A refused picture counts as wrong. Labels that are none of the classes are whole numbers:
they go through `Predictor.read` and are compared without white space, and the digit error rate is
the edit distance over the digits there are. `mnist` or `fashion-mnist` measures the 10,000
validation images beside those weights, as the network sees them and through the whole pipeline.
"""

import argparse
import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from model.calibration import Reliability, expected_calibration_error, reliability
from model.evaluation.contact_sheet import draw_sheet
from model.picture.decoding import UnreadablePicture
from model.predictor import SHIPPED_WEIGHTS, Predictor
from model.training.model_card import DATA_SETS, write_figures


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

    @property
    def reliability(self) -> Reliability:
        """How far the confidences can be believed."""
        return reliability(torch.from_numpy(self.confidences), torch.from_numpy(self.correct))


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
    """One row of the CSV and what was read of it; `read` is empty when refused or unreadable.

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


def answer(predictor: Predictor, table: Path) -> list[Answer]:
    """Read every picture that a CSV names."""
    with table.open(newline="") as file:
        return [_answer(predictor, table.parent, row) for row in csv.DictReader(file)]


def _answer(predictor: Predictor, folder: Path, row: dict[str, str]) -> Answer:
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
    kind, writer = row.get("kind", ""), row.get("writer") or ""
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


def report(answers: list[Answer]) -> str:
    """Per kind what was read rightly and refused, and the mean over writers; then the details."""
    lines = [
        f"{'kind':<12} {'pictures':>8} {'right':>6} {'share':>8} {'refused':>8} {'writers':>8}"
    ]
    for kind, group in by_kind(answers).items():
        refused = sum(not one.read for one in group)
        lines.append(
            f"{kind:<12} {len(group):>8} {_right(group):>6} {_right(group) / len(group):>8.2%} "
            f"{refused:>8} {_mean_over_writers(group):>8}"
        )
        if numbers := [one for one in group if one.is_number]:
            lines.append(f"{'':<12} digit error rate {_digit_error_rate(numbers)}")
    single = [one for one in answers if not one.is_number and one.read]
    if single:
        lines += ["", f"expected calibration error {_calibration_error(single):.2%}"]
    misses = [one for one in answers if not one.is_right]
    confused = Counter((one.label, one.read or "nothing") for one in misses if not one.is_number)
    for (label, read), count in confused.most_common():
        lines.append(f"{label} read as {read}: {count}")
    lines += ["", f"{len(misses)} misses, the most confident first"]
    for one in sorted(misses, key=lambda one: -one.confidence):
        lines.append(
            f"  {one.file.name}: {one.label} as {one.read or 'nothing'} {one.confidence:.2f}"
        )
    return "\n".join(lines)


def _right(answers: list[Answer]) -> int:
    return sum(one.is_right for one in answers)


def _digit_error_rate(numbers: list[Answer]) -> str:
    errors = sum(digit_errors(one.label, one.read) for one in numbers)
    digits = sum(len(one.label) for one in numbers)
    return f"{errors}/{digits} = {errors / digits:.1%}"


def _calibration_error(answers: list[Answer]) -> float:
    return expected_calibration_error(
        torch.tensor([one.confidence for one in answers]),
        torch.tensor([one.is_right for one in answers]),
    )


def _mean_over_writers(answers: list[Answer]) -> str:
    writers: dict[str, list[Answer]] = defaultdict(list)
    for one in answers:
        writers[one.writer].append(one)
    if set(writers) == {""}:
        return "-"
    return f"{np.mean([_right(group) / len(group) for group in writers.values()]):.2%}"


def validation_rows(predictor: Predictor, name: str) -> list[tuple[str, str]]:
    """Rows (measured on, right) of the weights' own validation images, called by their name."""
    if predictor.validation is None:
        sys.exit("These weights have no validation.npz; name a CSV instead.")
    images, labels = predictor.validation
    own = judge(predictor, images, labels)
    read = [predictor.predict(image).label for image in images]
    wanted = [predictor.classes[label] for label in labels]
    right = np.mean([one == other for one, other in zip(read, wanted, strict=True)])
    return [
        (
            f"{len(labels):,} {name} test images, the network on the stored 28×28",
            f"{own.accuracy:.2%}",
        ),
        ("the same through the whole pipeline, refusals counted as wrong", f"{right:.2%}"),
        ("refused of them", str(read.count(None))),
        ("expected calibration error on them", f"{own.reliability.error:.2%}"),
    ]


def table_rows(answers: list[Answer]) -> list[tuple[str, str]]:
    """Rows (measured on, right) of a CSV's pictures."""
    return [
        (
            f"{len(group)} pictures of kind {kind} by {len({one.writer for one in group})} people",
            f"{_right(group) / len(group):.2%}",
        )
        for kind, group in by_kind(answers).items()
    ]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m model.evaluate", description="Measure a predictor on labelled pictures."
    )
    parser.add_argument(
        "tables",
        nargs="+",
        help="CSVs with the columns file,label,kind; or one of the words mnist and fashion-mnist",
    )
    parser.add_argument("--weights", help="a weights folder or Hub id; by default the shipped ones")
    parser.add_argument("--sheet", help="draw the misses beside their 28×28 into this PNG")
    parser.add_argument(
        "--card", action="store_true", help="put the figures into the weights' model card"
    )
    options = parser.parse_args()
    names = [name for name in DATA_SETS if name in options.tables]
    if len(names) > 1:
        sys.exit(f"Each data set has weights of its own; measure {' and '.join(names)} in turn.")
    named = names[0] if names else "mnist"
    predictor = Predictor.from_pretrained(options.weights or SHIPPED_WEIGHTS / named)
    rows, misses = [], []
    for table in options.tables:
        if table == named:
            new = validation_rows(predictor, DATA_SETS[named][0])
            print("\n".join(f"{share:>8}  {what}" for what, share in new))
        elif not Path(table).is_file():
            sys.exit(f"There is no file {table}; give a CSV with the columns file, label and kind.")
        else:
            answers = answer(predictor, Path(table))
            print(report(answers))
            misses += [one for one in answers if not one.is_right]
            new = table_rows(answers)
        rows += new
    if options.card:
        write_figures(predictor.folder, rows)
    if options.sheet:
        draw_sheet(predictor, misses).save(options.sheet)


if __name__ == "__main__":
    main()
