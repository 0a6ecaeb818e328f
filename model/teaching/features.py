"""Features: the activations of a trained network before its last layer, which is the head."""

import numpy as np
import torch

from ..networks.network import Network


@torch.no_grad()
def features(network: Network, images: np.ndarray) -> torch.Tensor:
    """Features (N, units) float32 of inputs (N, *shape) uint8."""
    parts = torch.from_numpy(np.ascontiguousarray(images)).split(network.batch_size)
    return torch.cat([network.features(part.float() / 255) for part in parts])
