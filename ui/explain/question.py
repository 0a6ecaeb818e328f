"""What the view under the answer asks about, and who answers."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np

from model import Predictor
from ui.languages.messages import Message, t
from ui.parts.problem import problem
from ui.shipped import second


def parsed_input(encoded: Any, shape: tuple[int, ...]) -> np.ndarray:
    """The network input (*shape) uint8 that the browser shows; a wrong value is one sentence."""
    try:
        levels = bytearray(base64.b64decode(encoded, validate=True))  # that may be written to
        return np.frombuffer(levels, np.uint8).reshape(shape)
    except (TypeError, ValueError):
        sides = " × ".join(map(str, shape))
        raise problem(t("input_missing", sides=sides)) from None


def readers(first: Predictor) -> list[tuple[Message | str, Predictor]]:
    """The network in use and the one that gives a second opinion, if there is one, by name."""
    predictor = second(first.dataset.name)
    kind = first.network.kind
    if predictor is None:
        return [(kind, first)]
    other = predictor.network.kind
    return [(t("yours") if kind == other else kind, first), (other, predictor)]


def labels(predictor: Predictor, probabilities: np.ndarray, outlier: np.ndarray) -> list[str]:
    """What a network calls inputs that it has judged; "" where it refuses."""
    refused = outlier > predictor.refusal_threshold
    named = [predictor.classes[index] for index in probabilities.argmax(axis=1)]
    return ["" if one else name for name, one in zip(named, refused, strict=True)]
