"""The second opinion: the prediction of the other network for the same input."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from model import Prediction
from model.data.datasets import Subject, called
from ui.languages.messages import Message, t
from ui.parts.percent import confidence
from ui.parts.problem import Problem
from ui.shipped import second

Opinion = dict[str, Any]  # "label" ("" if refused), "differs" and "sentence"
NONE: Opinion = {"label": "", "differs": False, "sentence": ""}


def second_opinions(predictions: Sequence[Prediction], dataset: Subject) -> list[Opinion]:
    """The second network's opinion on each input, compared with the first one's prediction."""
    try:
        predictor = second(dataset.name)
    except Problem as damaged:  # the first opinion is shown all the same
        return [NONE | {"sentence": damaged.says}] * len(predictions)
    if predictor is None:
        return [NONE] * len(predictions)
    judgement = predictor.judge(np.stack([one.model_input for one in predictions]))
    sentence = of_mlp if predictor.network.kind == "MLP" else of_cnn
    opinions = []
    for first, probabilities, outlier in zip(predictions, *judgement, strict=True):
        refused = outlier > predictor.refusal_threshold
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


def of_cnn(first: str, label: str, share: Message) -> Message:
    """A sentence on whether the CNN agrees; an empty label is a refusal."""
    if label == first:
        if not label:
            return t("cnn_refuses_too")
        return t("cnn_agrees", share=share)
    if not label:
        return t("cnn_would_refuse")
    if first:
        return t("cnn_reads_instead", label=called(label), share=share)
    return t("cnn_reads", label=called(label), share=share)


def of_mlp(first: str, label: str, share: Message) -> Message:
    """A sentence on whether the MLP, which refuses nothing, agrees with a convolutional network."""
    if label == first:
        return t("mlp_agrees", share=share)
    if first:
        return t("mlp_reads_instead", label=called(label), share=share)
    return t("mlp_reads", label=called(label), share=share)
