"""Learning from corrections: a head for one visitor, and its effect on the test pictures."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import torch

from model import Predictor
from model.teaching.features import features
from model.teaching.hand import Replay, left_out, teach_hand
from ui.languages.messages import t
from ui.parts.problem import problem
from ui.shipped import replay_of, validation_of
from ui.teach.examples import parsed_examples
from ui.visitor import Hand, Visitor

ALIKE = 0.95  # cosine similarity of features above which two examples are the same drawing


def learn(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """Train a new head on all corrections of the visitor, which replaces the former one."""
    base = correctable(visitor)
    dataset = base.dataset.name  # the visitor may change it meanwhile
    if question.get("dataset", dataset) != dataset:
        return {"count": 0, "dataset": dataset, "contradicting": []}  # sent before the change
    images, labels = parsed_examples(
        question.get("examples"), base.network.shape, len(base.classes)
    )
    if not len(labels):
        visitor.hands.pop(dataset, None)
        return {"count": 0, "dataset": dataset, "contradicting": []}
    given = features(base.network, images)
    head = teach_hand(base.network.head, given, labels, replay(base))
    taught = base.with_head(head, base.classes, base.calibration, base.dataset.name)
    visitor.hands[dataset] = Hand(base, taught)
    return {
        "count": len(labels),
        "dataset": dataset,
        "contradicting": contradicting(given, labels),
    }


def prepare(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """Compute the features of the replay pictures before the first correction."""
    base = correctable(visitor)
    if base not in _known:
        held = replay(base)
        teach_hand(base.network.head, held.features[:1], held.labels[:1], held)
    return {}


def measure(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """Correct answers before and after: leave-one-out on the corrections, and on the test set."""
    base, hand = correctable(visitor), visitor.hand
    images, labels = parsed_examples(
        question.get("examples"), base.network.shape, len(base.classes)
    )
    if hand is None or not len(labels):
        raise problem(t("nothing_to_measure"))
    given, classes = features(base.network, images), len(base.classes)
    head = base.network.head
    said = left_out(head, given, labels, replay(base))
    images, truths = validation_of(base)  # of a run: without its training images
    stored, truth = _of(base, "validation", images), torch.from_numpy(truths).long()

    def share(one: torch.nn.Linear) -> float:
        return float((one(stored)[:, :classes].argmax(dim=1) == truth).float().mean())

    return {
        "examples": len(labels),
        "before": int((head(given).argmax(dim=1) == labels).sum()),
        "after": int((said == labels).sum()),
        "tests": len(truth),
        "tests_before": share(head),
        "tests_after": share(hand.predictor.network.head),
    }


def correctable(visitor: Visitor) -> Predictor:
    """The network in use; raises gr.Error if it can't learn corrections."""
    if visitor.base.dataset.in_colour:
        raise problem(t("no_corrections_of_photographs"))
    return visitor.base


def contradicting(given: torch.Tensor, labels: torch.Tensor) -> list[int]:
    """Indices of examples that are the same drawing as another one with another label."""
    directions = torch.nn.functional.normalize(given)
    alike = directions @ directions.T > ALIKE
    return (alike & (labels[:, None] != labels)).any(dim=1).nonzero()[:, 0].tolist()


def replay(base: Predictor) -> Replay:
    """The features and labels of the replay pictures for a network."""
    images, labels = replay_of(base.dataset.name)
    known = labels < base.network.outputs
    return Replay(_of(base, "replay", images)[known], torch.from_numpy(labels)[known])


_known: WeakKeyDictionary[Predictor, dict[str, torch.Tensor]] = WeakKeyDictionary()


def _of(base: Predictor, name: str, images: np.ndarray) -> torch.Tensor:
    """Features of shipped pictures, computed once for each network."""
    known = _known.setdefault(base, {})
    if name not in known:
        known[name] = features(base.network, images)
    return known[name]
