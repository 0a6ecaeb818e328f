"""The second opinion: what the convolutional network makes of the very same network input."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from model import Prediction
from model.data.datasets import DataSet
from ui.parts.percent import confidence
from ui.shipped import second

Opinion = dict[str, Any]  # "label", empty where it would refuse, "differs" and "sentence"
NONE: Opinion = {"label": "", "differs": False, "sentence": ""}


def second_opinions(predictions: Sequence[Prediction], dataset: DataSet) -> list[Opinion]:
    """What the second network says of each input, next to what the first one said."""
    predictor = second(dataset.name)
    if predictor is None:
        return [NONE] * len(predictions)
    judgement = predictor.judge(np.stack([one.model_input for one in predictions]))
    opinions = []
    for first, probabilities, outlier in zip(predictions, *judgement, strict=True):
        refused = outlier > predictor.calibration.refusal_threshold
        label = "" if refused else predictor.classes[int(probabilities.argmax())]
        share = confidence(float(probabilities.max()))
        said = first.label or ""
        opinion = {
            "label": label,
            "differs": label != said,
            "sentence": sentence(said, label, share),
        }
        opinions.append(opinion)
    return opinions


def sentence(first: str, label: str, share: str) -> str:
    """Whether the two agree, in plain words; an empty label is a refusal."""
    network = "The convolutional network"
    if label == first:
        return f"{network} agrees, {share}" if label else f"{network} refuses it too"
    if not label:
        return f"{network} would refuse it"
    return (
        f"{network} reads {label} instead, {share}"
        if first
        else f"{network} reads {label}, {share}"
    )
