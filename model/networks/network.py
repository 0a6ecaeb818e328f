"""What the networks share."""

from collections.abc import Sequence

import torch

DIGITS = tuple("0123456789")


def normalise(
    images: torch.Tensor, mean: float | Sequence[float], std: float | Sequence[float]
) -> torch.Tensor:
    """Float images in 0..1 to (images - mean) / std, of all pixels or of each channel, the last."""
    if not isinstance(mean, float):
        mean, std = images.new_tensor(mean), images.new_tensor(std)
    return (images - mean) / std
