"""How the learning rate changes along a run."""

import torch
from torch.optim.lr_scheduler import LRScheduler, OneCycleLR, StepLR

from ..recipes import Recipe


def new_schedule(
    recipe: Recipe, optimiser: torch.optim.Optimizer, per_epoch: int
) -> LRScheduler | None:
    """The scheduler of the learning rate, stepped after each batch; None for a constant rate.

    `per_epoch` is the number of batches of an epoch.
    """
    steps = recipe.epochs * per_epoch
    if recipe.one_cycle:
        return OneCycleLR(
            optimiser,
            [group["lr"] for group in optimiser.param_groups],
            total_steps=steps,
            pct_start=0.2 if steps != 5 else 0.3,  # it divides by zero where one step rises
            cycle_momentum=recipe.optimiser != "sgd",  # which would have momentum then
        )
    if recipe.rate_drop:
        return StepLR(optimiser, recipe.rate_drop * per_epoch, gamma=0.1)
    return None
