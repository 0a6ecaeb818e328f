"""Verdicts: what a network says of stored inputs, against what they truly are."""

from dataclasses import dataclass

import numpy as np
import torch

from model.evaluation.reliability import Reliability, reliability
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
