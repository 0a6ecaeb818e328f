"""The second opinion: what the other network makes of the very same network input."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from model import MLP, Prediction
from model.data.datasets import DataSet
from ui.parts.percent import confidence
from ui.shipped import second

Opinion = dict[str, Any]  # "label", empty where it would refuse, "differs" and "sentence"
NONE: Opinion = {"label": "", "differs": False, "sentence": ""}

# What the second network says, next to what the first one said.
OF_CNN = {
    "agrees": "The convolutional network agrees, {share}",
    "refuses too": "The convolutional network refuses it too",
    "refuses": "The convolutional network would refuse it",
    "differs": "The convolutional network reads {label} instead, {share}",
    "reads": "The convolutional network reads {label}, {share}",
}
OF_MLP = {
    "agrees": "An MLP, which has no convolutions, agrees, {share}",
    "refuses too": "An MLP, which has no convolutions, refuses it too",
    "refuses": "An MLP, which has no convolutions, would refuse it",
    "differs": "An MLP reads {label} instead, {share}: this is why there are convolutions",
    "reads": "An MLP, which has no convolutions, reads {label}, {share}",
}


def second_opinions(predictions: Sequence[Prediction], dataset: DataSet) -> list[Opinion]:
    """What the second network says of each input, next to what the first one said."""
    predictor = second(dataset.name)
    if predictor is None:
        return [NONE] * len(predictions)
    judgement = predictor.judge(np.stack([one.model_input for one in predictions]))
    sentences = OF_MLP if isinstance(predictor.network, MLP) else OF_CNN
    opinions = []
    for first, probabilities, outlier in zip(predictions, *judgement, strict=True):
        refused = outlier > predictor.calibration.refusal_threshold
        label = "" if refused else predictor.classes[int(probabilities.argmax())]
        share = confidence(float(probabilities.max()))
        said = first.label or ""
        opinion = {
            "label": label,
            "differs": label != said,
            "sentence": sentences[how(said, label)].format(label=label, share=share),
        }
        opinions.append(opinion)
    return opinions


def how(first: str, label: str) -> str:
    """Whether the two agree, as a key of the sentences; an empty label is a refusal."""
    if label == first:
        return "agrees" if label else "refuses too"
    if not label:
        return "refuses"
    return "differs" if first else "reads"
