"""What is borrowed from a trained network: all of it but its last layer, frozen."""

import numpy as np
import torch
from torch import nn

from model.convolutional import CNN
from model.network import MLP

BATCH = 500


@torch.no_grad()
def features(network: MLP | CNN, images: np.ndarray) -> torch.Tensor:
    """Activations (N, units) float32 of the last hidden layer for inputs (N, *shape) uint8."""
    borrowed = network.layers[:-1]
    parts = torch.from_numpy(np.ascontiguousarray(images)).split(BATCH)
    return torch.cat([borrowed(network.prepared(part.float() / 255)) for part in parts])


def head_of(network: MLP | CNN) -> nn.Linear:
    """The last layer, which makes logits of the features."""
    return network.layers[-1]


def with_head(
    network: MLP | CNN, head: nn.Linear, classes: tuple[str, ...], dataset: str
) -> MLP | CNN:
    """A network that shares every layer but the last with another one.

    The head has a logit for each class, and perhaps one more that speaks for none of them;
    `dataset` names the way in which pictures are prepared.
    """
    settings = network._hub_mixin_config | {
        "classes": classes,
        "dataset": dataset,
        "knows_outliers": head.out_features > len(classes),
    }
    with torch.device("meta"):
        taught = type(network)(**settings)
    taught.layers = nn.Sequential(*network.layers[:-1], head)
    return taught.eval().requires_grad_(False)
