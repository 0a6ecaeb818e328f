"""The first kernels of the convolutional network, and their feature maps."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import nn

from model import CNN, Predictor
from ui.pixels.levels import levels, signed_levels
from ui.shipped import second


def convolution(first: Predictor, image: np.ndarray) -> dict[str, Any] | None:
    """The first kernels, and their feature maps of an input (28, 28) uint8.

    None if there is no convolutional network for the data set.
    """
    predictor = second(first.dataset.name)
    if predictor is None:
        return None
    networks = (first.network, predictor.network)
    network = next(one for one in networks if isinstance(one, CNN))
    layer = network.layers[0]
    assert isinstance(layer, nn.Conv2d)
    kernels = layer.weight[:, 0].numpy()  # (C, 5, 5)
    with torch.inference_mode():
        maps = network.feature_maps(torch.tensor(image[None]) / 255)[0][0]  # (C, H, W)
    return {
        "kernels": signed_levels(kernels / np.abs(kernels).max(axis=(1, 2), keepdims=True)),
        "kernel": kernels.shape[-1],
        "maps": levels(maps.numpy()),
        "map": maps.shape[-1],
    }
