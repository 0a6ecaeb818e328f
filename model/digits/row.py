"""A row of ink as the row network reads it: likelihoods of labels, and where its digits are."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import cv2
import numpy as np
import torch
from torch.nn import functional

from ..networks.row import (
    BLANK,
    COLUMN,
    INK_HEIGHT,
    MARGIN,
    NO_DIGIT,
    ROW_HEIGHT,
    RowNetwork,
)
from ..picture.part import Part, union
from ..weights.shipped import SHIPPED_WEIGHTS
from ..weights.storage import read_row_network

WEIGHTS = SHIPPED_WEIGHTS / "rows"
BATCH = 512  # spans whose likelihoods are computed at a time
WIDEST = 4_096  # px of a row: a wider one is shrunk, and is no row of digits


class Glyph(NamedTuple):
    """One thing that the network reads.

    Attributes:
        label: 0 to 9, or NO_DIGIT.
        sureness: the probability of that label where it peaks.
        column: of the network's output, where it peaks.
        peak: the same in pixels of the ink map, from its left edge.
    """

    label: int
    sureness: float
    column: int
    peak: float


class Row:
    """The reading of some parts of a line.

    Args:
        parts: of one ink map, from left to right.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        whole = union(parts)
        (self._left, _), ink = whole.cut_out()
        self._scale = min(INK_HEIGHT / ink.shape[0], WIDEST / ink.shape[1])
        width = max(1, round(ink.shape[1] * self._scale))
        height = max(1, round(ink.shape[0] * self._scale))
        shrinks = cv2.INTER_AREA if self._scale < 1 else cv2.INTER_LINEAR
        columns = -(-(width + 2 * MARGIN) // COLUMN)
        row = np.zeros((ROW_HEIGHT, columns * COLUMN), np.float32)
        top = (ROW_HEIGHT - height) // 2
        row[top : top + height, MARGIN : MARGIN + width] = cv2.resize(
            ink, (width, height), interpolation=shrinks
        )
        self.logs = _read(row)  # (columns, 12) log-probabilities

    def column(self, x: float) -> int:
        """The column of the network's output that a pixel column of the ink map lies in."""
        column = round((MARGIN + (x - self._left) * self._scale) / COLUMN)
        return min(max(0, column), len(self.logs))

    def glyphs(self) -> list[Glyph]:
        """What is read, from left to right: the best path, without blanks and repeats."""
        best = self.logs.argmax(axis=1)
        found = []
        for start in np.flatnonzero(np.diff(best, prepend=BLANK)).tolist():
            label = int(best[start])
            if label == BLANK:
                continue
            stop = start + int((np.append(best[start:], BLANK) != label).argmax())
            peak = start + int(self.logs[start:stop, label].argmax())
            x = ((peak + 0.5) * COLUMN - MARGIN) / self._scale + self._left
            found.append(Glyph(label, float(np.exp(self.logs[peak, label])), peak, float(x)))
        return found


@cache
def _network() -> RowNetwork:
    """The shipped row network; raises WeightsMissing or WeightsDamaged."""
    return read_row_network(WEIGHTS)


@torch.inference_mode()
def _read(row: np.ndarray) -> np.ndarray:
    """Log-probabilities (columns, 12) of ink (32, W) float32."""
    return _network()(torch.from_numpy(row)[None]).log_softmax(dim=2)[0].numpy()


def likelihoods(spans: Sequence[np.ndarray], labels: Sequence[Sequence[int]]) -> np.ndarray:
    """CTC's log-likelihood of labels in spans of a reading: (N,) float64.

    Args:
        spans: N of `Row.logs`, each (columns, 12).
        labels: of each span, from left to right.
    """
    order = sorted(range(len(spans)), key=lambda number: len(spans[number]))
    found = np.empty(len(spans))
    for start in range(0, len(order), BATCH):  # of about one length, or padding would fill memory
        some = order[start : start + BATCH]
        found[some] = _batch([spans[one] for one in some], [labels[one] for one in some])
    return found


def _batch(spans: list[np.ndarray], labels: list[Sequence[int]]) -> np.ndarray:
    longest = max(1, *map(len, spans))
    blank = np.full(BLANK + 1, -np.inf, np.float32)
    blank[BLANK] = 0
    padded = np.stack([np.vstack([one, np.tile(blank, (longest - len(one), 1))]) for one in spans])
    most = max(1, *map(len, labels))
    targets = np.array([[*one, *[NO_DIGIT] * (most - len(one))] for one in labels])
    lengths = torch.tensor([max(1, len(one)) for one in spans])
    with torch.inference_mode():
        losses = functional.ctc_loss(
            torch.from_numpy(padded).transpose(0, 1),
            torch.from_numpy(targets),
            lengths,
            torch.tensor([len(one) for one in labels]),
            BLANK,
            reduction="none",
        )
    return -losses.double().numpy()
