"""Features: the activations of a trained network before its last layer, which is the head."""

import numpy as np
import torch
from torch import nn

from ..networks.cnn import CNN
from ..networks.mlp import MLP
from ..networks.resnet import LOGIT_SCALE, ResNet, scaled
from ..photographs.views import mean_of_views

FEATURE_BATCH = 500  # pictures
PHOTO_BATCH = 25  # photographs; in all their views these take 100 MB


@torch.no_grad()
def features(network: MLP | CNN | ResNet, images: np.ndarray) -> torch.Tensor:
    """Activations (N, units) float32 of the last hidden layer for inputs (N, *shape) uint8."""
    size = PHOTO_BATCH if isinstance(network, ResNet) else FEATURE_BATCH
    parts = torch.from_numpy(np.ascontiguousarray(images)).split(size)
    return torch.cat([_features_of(network, part.float() / 255) for part in parts])


def _features_of(network: MLP | CNN | ResNet, images: torch.Tensor) -> torch.Tensor:
    if isinstance(network, ResNet):
        return mean_of_views(network.features, images)
    return network.layers[:-1](network.prepared(images))


def head_of(network: MLP | CNN | ResNet) -> nn.Linear:
    """The last layer, which maps features to logits."""
    return scaled(network.last, LOGIT_SCALE) if isinstance(network, ResNet) else network.layers[-1]


def with_head(
    network: MLP | CNN | ResNet, head: nn.Linear, classes: tuple[str, ...], dataset: str
) -> MLP | CNN | ResNet:
    """A network with a new last layer, which shares all other layers with `network`.

    The head has a logit for each class, and may have one more for outliers. `dataset` is the name
    of the subject that says how pictures are prepared.
    """
    settings = network._hub_mixin_config | {
        "classes": classes,
        "dataset": dataset,
        "knows_outliers": head.out_features > len(classes),
    }
    if isinstance(network, ResNet):
        settings["bias"] = head.bias is not None
    with torch.device("meta"):
        taught = type(network)(**settings)
    if isinstance(network, ResNet):
        taught._modules = network.with_head(head)._modules
        return taught.eval().requires_grad_(False)
    taught.layers = nn.Sequential(*network.layers[:-1], head)
    return taught.eval().requires_grad_(False)
