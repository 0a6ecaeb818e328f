"""One unit, number by number: inputs, weights, products, sum, activation, and the gradient."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
from torch import nn

from model import CNN, MLP, Predictor
from model.data.datasets import called
from model.explanation.trace import strongest_against, trace_unit, weighted_layers
from ui.ask.present import parsed_index
from ui.explain.question import parsed_input
from ui.languages.messages import t
from ui.parts.problem import problem
from ui.shipped import second
from ui.visitor import Visitor

NETWORKS = ("first", "second")
MOST_LAYERS = 100


def trace(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """The numbers of a unit for an input; with "surprise" of one that speaks against the answer."""
    first = visitor.predictor
    predictor = _chosen(first, question.get("network"))
    network = predictor.folded
    if predictor.dataset.in_colour or not isinstance(network, MLP | CNN):
        raise problem(t("no_such_unit"))
    image = parsed_input(question.get("input"), network.shape)
    wanted = parsed_index(question.get("wanted"), len(network.classes))
    layer = parsed_index(question.get("layer"), MOST_LAYERS)
    index = parsed_index(question.get("index"), 1_000_000)
    layers = weighted_layers(network)
    if question.get("isHidden") is True:  # counted as the diagram does, without convolutions
        layer += sum(isinstance(one, nn.Conv2d) for one in layers)
    if question.get("surprise") is True:
        answer = int(predictor.classify(image[None])[0].argmax())
        layer, index = strongest_against(network, image, answer)
    try:
        found = trace_unit(network, image, layer, index, wanted)
    except IndexError:
        raise problem(t("no_such_unit")) from None
    chosen = layers[layer]
    kernel = [chosen.in_channels, *chosen.kernel_size] if isinstance(chosen, nn.Conv2d) else None
    return {
        "networks": [one.network.kind for one in _networks(first)],
        "sizes": [len(one.weight) for one in layers[:-1]] + [len(network.classes)],
        "layer": layer,
        "index": index,
        "wanted": wanted,
        "classes": [called(name) for name in network.classes],
        "inputs": floats(found.inputs),
        "weights": floats(found.weights),
        "shape": kernel or (list(network.shape) if layer == 0 else [len(found.inputs)]),
        "bias": found.bias,
        "sum": found.total,
        "output": found.output,
        "activation": "softmax" if layer == len(layers) - 1 else getattr(network, "activation", ""),
        "gradient": found.gradient,
        "place": found.place,
    }


def _networks(first: Predictor) -> list[Predictor]:
    """The network in use, and the one that gives a second opinion."""
    other = second(first.dataset.name)
    return [first] if other is None else [first, other]


def _chosen(first: Predictor, name: Any) -> Predictor:
    """One of NETWORKS; raises gr.Error where there is none."""
    for own, predictor in zip(NETWORKS, _networks(first), strict=False):
        if name == own:
            return predictor
    raise problem(t("no_such_unit"))


def floats(values: np.ndarray) -> str:
    """Numbers as float32, little-endian, in base64."""
    return base64.b64encode(values.astype("<f4").tobytes()).decode()
