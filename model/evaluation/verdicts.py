"""Verdicts: the predictions of a network for stored inputs, beside the true labels."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from ..predictor import Predictor
from ..weights.contents import read_arrays
from ..weights.errors import damaged
from .reliability import Reliability, reliability

VERDICTS_FILE = "verdicts.npz"  # in the weights folder of a network that takes long to evaluate
VERDICT_BATCH = 250  # pictures in one pass; a residual network takes 0.5 MB for each


@dataclass(frozen=True)
class Verdicts:
    """Predictions for stored inputs: arrays (N,), with the confidences of the predictions."""

    labels: np.ndarray
    predicted: np.ndarray
    confidences: np.ndarray

    @property
    def correct(self) -> np.ndarray:
        """(N,) bool."""
        return self.predicted == self.labels

    @property
    def accuracy(self) -> float:
        """Share of correct predictions, in 0..1."""
        return float(self.correct.mean())

    @property
    def reliability(self) -> Reliability:
        """Confidence against accuracy."""
        return reliability(torch.from_numpy(self.confidences), torch.from_numpy(self.correct))


def judge(predictor: Predictor, images: np.ndarray, labels: np.ndarray) -> Verdicts:
    """Verdicts on network inputs (N, *shape) uint8, without preprocessing or refusal."""
    parts = np.split(images, range(VERDICT_BATCH, len(images), VERDICT_BATCH))
    probabilities = np.concatenate([predictor.classify(part) for part in parts])  # (N, classes)
    return Verdicts(labels, probabilities.argmax(axis=1), probabilities.max(axis=1))


def save_verdicts(verdicts: Verdicts, folder: Path) -> None:
    """Write the verdicts on the test pictures into a weights folder."""
    np.savez_compressed(
        folder / VERDICTS_FILE,
        labels=verdicts.labels.astype(np.uint8),
        predicted=verdicts.predicted.astype(np.uint8),
        confidences=verdicts.confidences.astype(np.float32),
    )


def stored_verdicts(folder: Path, labels: np.ndarray, classes: int) -> Verdicts | None:
    """The verdicts that a weights folder contains, or None.

    `labels` (N,) are the true labels, and `classes` is their number. Raises WeightsDamaged if the
    file is damaged or belongs to other pictures.
    """
    stored = read_arrays(folder, VERDICTS_FILE)
    if stored is None:
        return None
    try:
        found = Verdicts(*(stored[name] for name in ("labels", "predicted", "confidences")))
        types = (found.labels.dtype, found.predicted.dtype, found.confidences.dtype)
        fine = types == (np.uint8, np.uint8, np.float32)
        fine = fine and found.labels.shape == found.predicted.shape == found.confidences.shape
        fine = fine and np.array_equal(found.labels, labels)
        fine = fine and bool((found.predicted < classes).all())
        fine = fine and bool(((found.confidences > 0) & (found.confidences <= 1)).all())
    except (KeyError, ValueError):
        fine = False
    if not fine:
        raise damaged(folder, f"verdicts in {VERDICTS_FILE}", VERDICTS_FILE)
    return found


def confusion_matrix(labels: np.ndarray, predicted: np.ndarray, classes: int = 10) -> np.ndarray:
    """Counts (classes, classes) int64: a row for each true class, a column for each predicted."""
    pairs = np.asarray(labels, np.int64) * classes + np.asarray(predicted, np.int64)
    return np.bincount(pairs, minlength=classes**2).reshape(classes, classes)
