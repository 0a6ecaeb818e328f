"""The requests of the view inside: their network input, and the networks that answer."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np

from model import Predictor
from ui.languages.messages import Message, t
from ui.parts.problem import problem
from ui.shipped import second


def parsed_input(encoded: Any, shape: tuple[int, ...]) -> np.ndarray:
    """A network input (*shape) uint8 from base64; raises gr.Error for a wrong value."""
    try:
        levels = bytearray(base64.b64decode(encoded, validate=True))  # writable, as PyTorch expects
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
    """The labels of judged inputs: probabilities (N, classes), outlier (N,); "" if refused."""
    refused = outlier > predictor.refusal_threshold
    named = [predictor.classes[index] for index in probabilities.argmax(axis=1)]
    return ["" if one else name for name, one in zip(named, refused, strict=True)]
