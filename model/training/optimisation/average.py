"""The moving average of the weights (Polyak)."""

import torch
from torch import nn


@torch.no_grad()
def update_average(average: nn.Module, student: nn.Module, decay: float) -> None:
    """Move every weight and running statistic of `average` towards `student`'s."""
    for mean, new in zip(average.state_dict().values(), student.state_dict().values(), strict=True):
        if mean.is_floating_point():
            mean.lerp_(new, 1 - decay)
        else:
            mean.copy_(new)
