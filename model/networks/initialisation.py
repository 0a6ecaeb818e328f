"""The first weights of dense layers."""

from collections.abc import Callable
from functools import partial

import torch
from torch import nn

PYTORCH = "pytorch"  # torch.nn.Linear's own: uniform within one over the root of its inputs
# He et al. 2015, arXiv 1502.01852; Glorot & Bengio 2010; and what was usual before.
FIRST_WEIGHTS: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "he": partial(nn.init.kaiming_normal_, nonlinearity="relu"),
    "xavier": nn.init.xavier_normal_,
    "small": partial(nn.init.normal_, std=0.01),
}
INITIALISATIONS = (PYTORCH, *FIRST_WEIGHTS)


def initialise(network: nn.Module, initialisation: str) -> None:
    """Draw the weights of all dense layers anew, and set their biases to 0.

    `initialisation` is one of INITIALISATIONS; PYTORCH leaves the network as it is.
    """
    if initialisation == PYTORCH:
        return
    for layer in network.modules():
        if isinstance(layer, nn.Linear):
            FIRST_WEIGHTS[initialisation](layer.weight)
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)
