"""Reports of answers and verdicts for the terminal and for a model card."""

from collections import Counter, defaultdict

import numpy as np
import torch

from ..messages import t
from ..predictor import Predictor
from .answers import Answer, by_kind, digit_errors
from .figures import Row, in_percent, on_pictures, on_test_images
from .reliability import reliability
from .verdicts import judge


def report(answers: list[Answer]) -> str:
    """Accuracy and refusals by kind, the mean over writers, the confusions and the misses."""
    lines = [
        f"{'kind':<12} {'pictures':>8} {'right':>6} {'share':>8} {'refused':>8} {'writers':>8}"
    ]
    for kind, group in by_kind(answers).items():
        refused = sum(not one.read for one in group)
        lines.append(
            f"{kind:<12} {len(group):>8} {_right(group):>6} {_right(group) / len(group):>8.2%} "
            f"{refused:>8} {_mean_over_writers(group):>8}"
        )
        if numbers := [one for one in group if one.is_number and one.label]:
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
    return reliability(
        torch.tensor([one.confidence for one in answers]),
        torch.tensor([one.is_right for one in answers]),
    ).error


def _mean_over_writers(answers: list[Answer]) -> str:
    writers: dict[str, list[Answer]] = defaultdict(list)
    for one in answers:
        writers[one.writer].append(one)
    if set(writers) == {""}:
        return "-"
    return f"{np.mean([_right(group) / len(group) for group in writers.values()]):.2%}"


def validation_rows(predictor: Predictor, images: np.ndarray, labels: np.ndarray) -> list[Row]:
    """Rows (measured on, right) of the validation images beside the weights."""
    own = judge(predictor, images, labels)
    read = [predictor.predict(image).label for image in images]
    wanted = [predictor.classes[label] for label in labels]
    right = np.mean([one == other for one, other in zip(read, wanted, strict=True)])
    return [
        (on_test_images(predictor.dataset.learned_from, len(labels)), in_percent(own.accuracy)),
        (t("card_pipeline"), in_percent(float(right))),
        (t("card_refused"), str(read.count(None))),
        (t("card_calibration_error"), in_percent(own.reliability.error)),
    ]


def table_rows(answers: list[Answer]) -> list[Row]:
    """Rows (measured on, right) of a CSV's pictures."""
    return [
        (
            on_pictures(len(group), kind, len(_writers(group))),
            in_percent(_right(group) / len(group)),
        )
        for kind, group in by_kind(answers).items()
    ]


def _writers(group: list[Answer]) -> set[str]:
    return {one.writer for one in group if one.writer}
