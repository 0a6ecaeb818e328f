"""Learning a visitor's classes: a head from a few examples of each, and its evaluation."""

from __future__ import annotations

from statistics import mean
from typing import Any

import numpy as np
import torch

from model import Predictor
from model.data.datasets import OwnClasses
from model.teach import MIN_CLASSES, teach_features
from model.teaching.features import features
from model.teaching.symbols import best_ridge
from ui.languages.messages import t
from ui.parts.percent import percent
from ui.parts.problem import problem
from ui.teach.comparison import verdict

MAX_CLASSES = 12  # of one visitor
LONGEST_NAME = 20  # characters
TRIALS = 10  # random choices of examples for each point of the curve
MOST_COUNTED = 5  # examples of each class at the end of the curve


def learn(
    base: Predictor,
    names: tuple[str, ...],
    images: np.ndarray,
    labels: torch.Tensor,
    background: torch.Tensor | None,
    subject: OwnClasses,
) -> tuple[Predictor | None, dict[str, Any]]:
    """A predictor of the classes, if each has an example, and its evaluation; see model.teach."""
    if len(names) < MIN_CLASSES or len(labels.unique()) < len(names):
        return None, {"ready": False}
    given = features(base.network, images)
    reader, taught = teach_features(base, given, labels.tolist(), names, background, subject)
    said = taught.left_out.argmax(dim=1)
    return reader, {
        "ready": True,
        "learned": len(labels),
        "confusion": confusion(labels, said, len(names)),
        "right": int((said == labels).sum()),
        "curve": curve(given, raw(images), labels, len(names)),
    }


def raw(images: np.ndarray) -> torch.Tensor:
    """The pixels (N, pixels) float32 in 0..1, the features of a head without a network."""
    return torch.from_numpy(images).float().flatten(1) / 255


def curve(
    given: torch.Tensor, pixels: torch.Tensor, labels: torch.Tensor, classes: int
) -> list[dict[str, Any]]:
    """The accuracy on the other examples after learning from 1, 2, … examples of each class.

    Each row compares heads on features of the network and on pixels.
    """
    fewest = int(torch.bincount(labels, minlength=classes).min())
    rows = []
    for count in range(1, min(fewest, MOST_COUNTED + 1)):
        shares: dict[str, list[float]] = {"borrowed": [], "pixels": []}
        for trial in range(TRIALS):
            order = torch.randperm(len(labels), generator=torch.Generator().manual_seed(trial))
            chosen = torch.cat([order[labels[order] == one][:count] for one in range(classes)])
            others = torch.ones(len(labels), dtype=torch.bool)
            others[chosen] = False
            for name, values in (("borrowed", given), ("pixels", pixels)):
                learned = best_ridge(values[chosen], labels[chosen], classes)
                scores = values[others] @ learned.weight.T + learned.bias
                right = scores.argmax(dim=1) == labels[others]
                shares[name].append(float(right.float().mean()))
        means = {name: percent(mean(all_)) for name, all_ in shares.items()}
        said = verdict(shares["borrowed"], shares["pixels"])
        rows.append({"count": count, "verdict": said} | means)
    return rows


def confusion(labels: torch.Tensor, said: torch.Tensor, classes: int) -> list[list[int]]:
    """Counts (classes, classes + 1) of leave-one-out predictions; the last column: refused."""
    counts = torch.zeros(classes, classes + 1, dtype=torch.int64)
    counts.index_put_((labels, said), torch.ones(len(labels), dtype=torch.int64), accumulate=True)
    return counts.tolist()


def parsed_names(given: Any) -> tuple[str, ...]:
    """The names of the classes; raises gr.Error for a wrong value."""
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        raise problem(t("names_missing"))
    names = tuple(name.strip() for name in given)
    if len(names) > MAX_CLASSES:
        raise problem(t("too_many_names", most=MAX_CLASSES))
    if not all(0 < len(name) <= LONGEST_NAME for name in names):
        raise problem(t("name_length", longest=LONGEST_NAME))
    if len(set(names)) < len(names):
        raise problem(t("names_equal"))
    return names
