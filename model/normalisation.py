"""Normalised tensors: what the first layer is given, and how to look at such a tensor."""

import numpy as np
import torch


def normalise(images: torch.Tensor, mean: float, std: float) -> torch.Tensor:
    """Float images in 0..1, any shape, to (images - mean) / std."""
    return (images - mean) / std


def picture_of(normalised: torch.Tensor, mean: float, std: float) -> np.ndarray:
    """A normalised tensor as a picture that any viewer shows: the reverse of `normalise`.

    Args:
        normalised: float (H, W), or (1, H, W) as torchvision's transforms make it; on any device.
        mean, std: what it was normalised with.

    Returns:
        uint8 (H, W), 0 black and 255 white; values outside what `normalise` gives are cut off.
    """
    grey = normalised.detach().cpu().float() * std + mean
    return grey.mul(255).round().clamp(0, 255).byte().reshape(grey.shape[-2:]).numpy()
