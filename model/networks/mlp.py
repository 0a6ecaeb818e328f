"""The network: a plain multilayer perceptron."""

from collections.abc import Sequence
from itertools import pairwise
from math import prod
from typing import Any

from torch import nn

from .network import Network

ACTIVATIONS: dict[str, type[nn.Module]] = {
    "relu": nn.ReLU,
    "sigmoid": nn.Sigmoid,
    "tanh": nn.Tanh,
    "gelu": nn.GELU,
}


class MLP(Network, tags=["mnist", "mlp", "handwriting"]):
    """A multilayer perceptron that reads small pictures, 28×28 and white on black by default.

    Args:
        hidden: widths of the hidden layers, input side first; the 2019 tutorial's is (125, 65).
            Without any it is softmax regression.
        batch_norm: normalise each hidden layer's sums over the batch (Ioffe & Szegedy 2015,
            arXiv 1502.03167).
        activation: one of ACTIVATIONS, after each hidden layer.
        dropout: share of each hidden layer's units that a training step leaves out (Srivastava et
            al. 2014, JMLR 15).
        settings: those of Network.
    """

    def __init__(
        self,
        hidden: Sequence[int] = (125, 65),
        batch_norm: bool = False,
        activation: str = "relu",
        dropout: float = 0.0,
        **settings: Any,
    ) -> None:
        super().__init__(**settings)
        widths = (prod(self.shape), *hidden)
        layers: list[nn.Module] = [nn.Flatten()]  # (B, inputs)
        for inputs, width in pairwise(widths):
            layers.append(nn.Linear(inputs, width, bias=not batch_norm))  # (B, width)
            if batch_norm:
                layers.append(nn.BatchNorm1d(width))
            layers.append(ACTIVATIONS[activation]())
            if dropout:
                layers.append(nn.Dropout(dropout))
        layers.append(nn.Linear(widths[-1], self.outputs))  # (B, outputs)
        self.layers = nn.Sequential(*layers)
