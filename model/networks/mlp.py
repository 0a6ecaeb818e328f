"""The network: a plain multilayer perceptron."""

from collections.abc import Sequence
from itertools import pairwise
from math import prod
from typing import Any

from torch import nn

from .network import Network


class MLP(Network, tags=["mnist", "mlp", "handwriting"]):
    """A multilayer perceptron that reads small pictures, 28×28 and white on black by default.

    Args:
        hidden: widths of the hidden layers, input side first; the 2019 tutorial's is (125, 65).
        batch_norm: normalise each hidden layer's sums over the batch (Ioffe & Szegedy 2015,
            arXiv 1502.03167).
        settings: those of Network.
    """

    def __init__(
        self, hidden: Sequence[int] = (125, 65), batch_norm: bool = False, **settings: Any
    ) -> None:
        super().__init__(**settings)
        widths = (prod(self.shape), *hidden)
        layers: list[nn.Module] = [nn.Flatten()]  # (B, inputs)
        for inputs, width in pairwise(widths):
            layers.append(nn.Linear(inputs, width, bias=not batch_norm))  # (B, width)
            if batch_norm:
                layers.append(nn.BatchNorm1d(width))
            layers.append(nn.ReLU())
        layers.append(nn.Linear(widths[-1], self.outputs))  # (B, outputs)
        self.layers = nn.Sequential(*layers)
