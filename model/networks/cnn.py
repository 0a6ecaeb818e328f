"""The second opinion: a small convolutional network, published and loaded as the MLP is."""

import copy
from collections.abc import Sequence
from math import ceil

import torch
from huggingface_hub import PyTorchModelHubMixin
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from .network import DIGITS, normalise


class CNN(
    nn.Module,
    PyTorchModelHubMixin,
    library_name="pytorch",
    pipeline_tag="image-classification",
    tags=["mnist", "cnn", "handwriting"],
):
    """Blocks of 3×3 convolutions, each begun by one that halves the picture, and dense layers.

    LeNet's plan (LeCun et al. 1998, "Gradient-based learning applied to document recognition")
    with small kernels, strides in place of pooling (Springenberg et al. 2015, arXiv 1412.6806) and
    batch normalisation. The first kernels are 5×5, large enough to look at.

    Args:
        blocks: widths of each block's convolutions, in channels.
        hidden: widths of the dense layers before the last.
        dropout: share of the last layer's inputs that training silences.
        classes, mean, std, knows_outliers, dataset, shape: as in MLP.
    """

    def __init__(
        self,
        blocks: Sequence[Sequence[int]] = ((48, 48), (96, 96), (192,)),
        hidden: Sequence[int] = (256,),
        dropout: float = 0.3,
        classes: Sequence[str] = DIGITS,
        mean: float = 0.5,
        std: float = 0.5,
        knows_outliers: bool = False,
        dataset: str = "mnist",
        shape: Sequence[int] = (28, 28),
    ) -> None:
        super().__init__()
        self.classes = tuple(classes)
        self.mean, self.std = mean, std
        self.knows_outliers = knows_outliers
        self.dataset = dataset
        self.shape = tuple(shape)
        layers: list[nn.Module] = []
        channels, kernel = 1, 5
        for block in blocks:
            for index, width in enumerate(block):
                stride = 2 if index == 0 else 1
                layers += [
                    nn.Conv2d(channels, width, kernel, stride, padding=kernel // 2, bias=False),
                    nn.BatchNorm2d(width),
                    nn.ReLU(),
                ]
                channels, kernel = width, 3
        layers.append(nn.Flatten())
        height, width = (ceil(side / 2 ** len(blocks)) for side in self.shape)
        inputs = channels * height * width
        for outputs in hidden:
            layers += [nn.Linear(inputs, outputs), nn.ReLU()]
            inputs = outputs
        layers += [nn.Dropout(dropout), nn.Linear(inputs, len(self.classes) + knows_outliers)]
        self.layers = nn.Sequential(*layers).to(memory_format=torch.channels_last)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Logits (B, classes), or (B, classes + 1) with outliers, of float (B, *shape) in 0..1."""
        return self.layers(self.prepared(images))

    def prepared(self, images: torch.Tensor) -> torch.Tensor:
        """What the first layer gets of float (B, *shape) in 0..1: (B, 1, H, W)."""
        normalised = normalise(images, self.mean, self.std)[:, None]
        return normalised.contiguous(memory_format=torch.channels_last)

    def folded(self) -> "CNN":
        """The same function in evaluation mode, each batch norm within the kernels before it."""
        network = copy.deepcopy(self).eval().requires_grad_(False)
        layers: list[nn.Module] = []
        for layer in network.layers:
            if isinstance(layer, nn.BatchNorm2d):
                layers[-1] = fuse_conv_bn_eval(layers[-1], layer)
            else:
                layers.append(layer)
        network.layers = nn.Sequential(*layers).to(memory_format=torch.channels_last)
        return network

    def with_head(self, head: nn.Linear) -> "CNN":
        """The same with another last layer; all before it is shared."""
        other = copy.copy(self)
        other._modules = {"layers": nn.Sequential(*self.layers[:-1], head)}
        return other

    def feature_maps(self, images: torch.Tensor) -> list[torch.Tensor]:
        """What each convolution with its ReLU makes of float (B, *shape) in 0..1: (B, C, H, W)."""
        values = self.prepared(images)
        maps = []
        for layer in self.layers:
            if isinstance(layer, nn.Flatten):
                break
            values = layer(values)
            if isinstance(layer, nn.ReLU):
                maps.append(values)
        return maps
