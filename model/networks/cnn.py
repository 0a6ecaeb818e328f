"""The second opinion: a small convolutional network."""

from collections.abc import Sequence
from math import ceil
from typing import Any

import torch
from torch import nn

from .network import Network


class CNN(Network, tags=["mnist", "cnn", "handwriting"]):
    """Blocks of 3×3 convolutions, each begun by one that halves the picture, and dense layers.

    LeNet's plan (LeCun et al. 1998, "Gradient-based learning applied to document recognition")
    with small kernels, strides in place of pooling (Springenberg et al. 2015, arXiv 1412.6806) and
    batch normalisation. The first kernels are 5×5, large enough to look at.

    Args:
        blocks: widths of each block's convolutions, in channels.
        hidden: widths of the dense layers before the last.
        dropout: share of the last layer's inputs that training silences.
        settings: those of Network.
    """

    def __init__(
        self,
        blocks: Sequence[Sequence[int]] = ((48, 48), (96, 96), (192,)),
        hidden: Sequence[int] = (256,),
        dropout: float = 0.3,
        **settings: Any,
    ) -> None:
        super().__init__(**settings)
        layers: list[nn.Module] = []
        kernel = 5
        height, width, channels = (*self.shape, 1)[:3]
        for block in blocks:
            for index, maps in enumerate(block):
                stride = 2 if index == 0 else 1
                layers += [  # (B, maps, ⌈H / stride⌉, ⌈W / stride⌉)
                    nn.Conv2d(channels, maps, kernel, stride, padding=kernel // 2, bias=False),
                    nn.BatchNorm2d(maps),
                    nn.ReLU(),
                ]
                channels, kernel = maps, 3
            height, width = ceil(height / 2), ceil(width / 2)
        layers.append(nn.Flatten())  # (B, channels · height · width)
        inputs = channels * height * width
        for units in hidden:
            layers += [nn.Linear(inputs, units), nn.ReLU()]  # (B, units)
            inputs = units
        layers += [nn.Dropout(dropout), nn.Linear(inputs, self.outputs)]  # (B, outputs)
        self.layers = nn.Sequential(*layers).to(memory_format=torch.channels_last)

    def prepared(self, images: torch.Tensor) -> torch.Tensor:
        """What the first layer gets of float (B, *shape) in 0..1: (B, C, H, W), normalised."""
        pixels = super().prepared(images)
        channels = pixels.permute(0, 3, 1, 2) if len(self.shape) == 3 else pixels[:, None]
        return channels.contiguous(memory_format=torch.channels_last)

    def feature_maps(self, images: torch.Tensor) -> list[torch.Tensor]:
        """What each convolution with its ReLU makes of float (B, *shape): (B, C, H', W')."""
        values = self.prepared(images)
        maps = []
        for layer in self.layers:
            if isinstance(layer, nn.Flatten):
                break
            values = layer(values)
            if isinstance(layer, nn.ReLU):
                maps.append(values)
        return maps
