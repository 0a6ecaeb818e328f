"""A visitor's examples: network inputs with labels, sent by the page."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from ui.ask.present import parsed_index
from ui.explain.question import parsed_input
from ui.languages.messages import t
from ui.parts.problem import problem
from ui.shipped import shipped
from ui.teach.archive import LABELS_TABLE, packed, unpacked
from ui.visitor import Visitor

MAX_EXAMPLES = 200  # of one visitor


def parsed_examples(
    given: Any, shape: tuple[int, ...], classes: int
) -> tuple[np.ndarray, torch.Tensor]:
    """Inputs (N, *shape) uint8 and labels (N,) int64; raises gr.Error for a wrong value."""
    if not isinstance(given, list):
        raise problem(t("examples_missing"))
    if len(given) > MAX_EXAMPLES:
        raise problem(t("too_many_examples", most=MAX_EXAMPLES))
    inputs, labels = [], []
    for one in given:
        if not isinstance(one, dict):
            raise problem(t("example_damaged"))
        inputs.append(parsed_input(one.get("input"), shape))
        labels.append(parsed_index(one.get("label"), classes))
    images = np.stack(inputs) if inputs else np.zeros((0, *shape), np.uint8)
    return images, torch.tensor(labels, dtype=torch.int64)


def export(visitor: Visitor, question: dict[str, Any]) -> dict[str, str]:
    """The examples as a ZIP archive in base64: PNGs, and the table that model.evaluate reads."""
    base = shipped(visitor.dataset)
    images, labels = parsed_examples(
        question.get("examples"), base.network.shape, len(base.classes)
    )
    names = [base.classes[label] for label in labels.tolist()]
    return {"archive": packed(images, names)}


def parsed_archive(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """The examples of an archive made by `export`; raises gr.Error for any other."""
    base = shipped(visitor.dataset)
    try:
        rows = unpacked(question.get("archive"), base.network.shape, MAX_EXAMPLES)
        examples = [{"input": one, "label": base.classes.index(name)} for one, name in rows]
    except ValueError:
        raise problem(t("wrong_examples_archive", table=LABELS_TABLE)) from None
    if len(examples) > MAX_EXAMPLES:
        raise problem(t("too_many_examples_in_archive", most=MAX_EXAMPLES))
    return {"examples": examples}
