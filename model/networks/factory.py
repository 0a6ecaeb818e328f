"""Which architecture a config.json is of."""

from typing import Any

from .cnn import CNN
from .mlp import MLP
from .network import Network
from .resnet import ResNet


def from_config(settings: dict[str, Any]) -> Network:
    """An untrained network of such a `config`; raises TypeError where an argument is unknown."""
    kind = ResNet if "stages" in settings else CNN if "blocks" in settings else MLP
    return kind(**settings)
