"""The second opinion: what the other network makes of the very same network input."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr
import numpy as np

from model import Prediction
from model.data.datasets import DataSet
from ui.languages.phrase import phrase
from ui.parts.percent import confidence
from ui.shipped import second

Opinion = dict[str, Any]  # "label", empty where it would refuse, "differs" and "sentence"
NONE: Opinion = {"label": "", "differs": False, "sentence": ""}


def second_opinions(predictions: Sequence[Prediction], dataset: DataSet) -> list[Opinion]:
    """What the second network says of each input, next to what the first one said."""
    try:
        predictor = second(dataset.name)
    except gr.Error as damaged:  # which keeps nobody from the first opinion
        return [NONE | {"sentence": damaged.message}] * len(predictions)
    if predictor is None:
        return [NONE] * len(predictions)
    judgement = predictor.judge(np.stack([one.model_input for one in predictions]))
    sentence = of_mlp if predictor.network.kind == "MLP" else of_cnn
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


def of_cnn(first: str, label: str, share: str) -> str:
    """Whether the two agree, in plain words; an empty label is a refusal."""
    if label == first:
        if not label:
            return phrase("The convolutional network refuses it too")
        return phrase(f"The convolutional network agrees, {share}")
    if not label:
        return phrase("The convolutional network would refuse it")
    if first:
        return phrase(f"The convolutional network reads {label} instead, {share}")
    return phrase(f"The convolutional network reads {label}, {share}")


def of_mlp(first: str, label: str, share: str) -> str:
    """The same of an MLP beside a network with convolutions; it refuses nothing."""
    if label == first:
        return phrase(f"An MLP, which has no convolutions, agrees, {share}")
    if first:
        return phrase(f"An MLP reads {label} instead, {share}: this is why there are convolutions")
    return phrase(f"An MLP, which has no convolutions, reads {label}, {share}")
