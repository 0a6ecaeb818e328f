"""The optimiser of a run."""

import torch
from torch import nn

from ..recipes import Recipe


def new_optimiser(recipe: Recipe, network: nn.Module) -> torch.optim.Optimizer:
    """The optimiser that the recipe names, for all weights of a network.

    What learns faster decays as much less, so that each step takes as much from it.
    """
    biases = [layer.bias for layer in network.modules() if isinstance(layer, nn.BatchNorm2d)]
    fast = {id(bias) for bias in biases}
    others = [weights for weights in network.parameters() if id(weights) not in fast]
    groups = [
        {
            "params": weights,
            "lr": recipe.learning_rate * rate,
            "weight_decay": recipe.weight_decay / rate,
        }
        for weights, rate in ((others, 1), (biases, recipe.bias_rate))
    ]
    if recipe.optimiser == "adam":
        return torch.optim.AdamW(groups, fused=True)
    momentum = {"sgd": 0.0, "momentum": 0.9}[recipe.optimiser]
    return torch.optim.SGD(groups, momentum=momentum, nesterov=bool(recipe.stages), fused=True)
