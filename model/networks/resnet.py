"""The network of colour pictures: a small residual one that learns fast."""

import copy
from collections.abc import Sequence
from typing import Any, ClassVar, Self

import torch
from torch import nn
from torch.nn import functional

from .network import Network
from .views import mean_of_views

PATCH_SIDE = 2  # px; the side of the patches that the first layer whitens
VARIANCE_OFFSET = 5e-4  # added to a patch's variance along each direction
LOGIT_SCALE = 1 / 9  # the last layer's outputs times this: labels smoothed need no loud logits


class ResNet(Network, tags=["cifar-10", "resnet"]):
    """Whitened patches, then blocks that halve the picture and add to what they found.

    The plan is David Page's ("How to train your ResNet", myrtle.ai, 2018) and Keller Jordan's
    ("94% on CIFAR-10 in 3.29 seconds on a single GPU", arXiv 2404.00498): a fixed first layer that
    whitens 2×2 patches, few wide layers, batch normalisation, GELU; with the shortcuts of He et al.
    ("Deep residual learning for image recognition", CVPR 2016). Answers and features are means over
    several views of a picture.

    Args:
        stages: widths of the blocks, in channels.
        bias: whether the last layer has one; a head that was taught does.
        dataset, shape, settings: those of Network; mean and std of each channel.
    """

    batch_size: ClassVar[int] = 25

    def __init__(
        self,
        stages: Sequence[int] = (64, 256, 256),
        bias: bool = False,
        dataset: str = "cifar-10",
        shape: Sequence[int] = (32, 32, 3),
        **settings: Any,
    ) -> None:
        super().__init__(dataset=dataset, shape=shape, **settings)
        colours = self.shape[2]
        patch = colours * PATCH_SIDE**2
        self.whitening = nn.Conv2d(colours, 2 * patch, PATCH_SIDE)  # (B, 24, H - 1, W - 1) of RGB
        self.whitening.weight.requires_grad_(False)
        inputs = (2 * patch, *stages[:-1])
        self.blocks = nn.Sequential(*map(Block, inputs, stages))  # each: (B, width, H // 2, W // 2)
        self.last = nn.Linear(stages[-1], self.outputs, bias=bias)  # (B, outputs)
        self.to(memory_format=torch.channels_last)

    @property
    def widths(self) -> list[int]:
        """Channels of each block."""
        return [block.adding.out_channels for block in self.blocks if isinstance(block, Block)]

    def prepared(self, images: torch.Tensor) -> torch.Tensor:
        """What the first layer gets of float (B, *shape) in 0..1: (B, channels, H, W)."""
        return super().prepared(images).permute(0, 3, 1, 2)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Logits (B, outputs) of float (B, *shape) in 0..1, of one view."""
        return self.late_logits(self.early_maps(images))

    def early_maps(self, images: torch.Tensor) -> torch.Tensor:
        """What goes into the last block, of float (B, *shape) in 0..1: (B, C, H / 4, W / 4)."""
        return self.blocks[:-1](functional.gelu(self.whitening(self.prepared(images))))

    def late_logits(self, maps: torch.Tensor) -> torch.Tensor:
        """Logits (B, outputs) of what goes into the last block."""
        return LOGIT_SCALE * self.last(self._peaks(maps))

    def infer(self, images: torch.Tensor) -> torch.Tensor:
        """The mean logits (B, outputs) of the views of float (B, *shape) in 0..1."""
        return mean_of_views(self, images)

    def features(self, images: torch.Tensor) -> torch.Tensor:
        """The mean over the views of each map's peak (B, C), of float (B, *shape) in 0..1."""
        return mean_of_views(lambda views: self._peaks(self.early_maps(views)), images)

    def _peaks(self, maps: torch.Tensor) -> torch.Tensor:
        return self.blocks[-1](maps).amax(dim=(2, 3))  # (B, C)

    @property
    def head(self) -> nn.Linear:
        """A layer from features to logits."""
        return scaled(self.last, LOGIT_SCALE)

    def replace_head(self, head: nn.Linear) -> None:
        """Put another layer from features to logits in the head's place."""
        self.last = scaled(head, 1 / LOGIT_SCALE)

    def with_head(
        self, head: nn.Linear, classes: Sequence[str], dataset: str, **settings: Any
    ) -> Self:
        """A network with another head, with a bias or without, that shares every other layer."""
        return super().with_head(head, classes, dataset, bias=head.bias is not None, **settings)

    @torch.no_grad()
    def initialise(self, images: torch.Tensor) -> None:
        """Let the first layer make the 2×2 patches of float (N, *shape) in 0..1 uncorrelated.

        Each direction of their covariance comes twice, once with the other sign, as GELU keeps only
        one half of it.
        """
        pictures = self.prepared(images).contiguous()
        patches = functional.unfold(pictures, PATCH_SIDE)  # (N, patch, places)
        patches = patches.transpose(0, 1).flatten(1)  # (patch, all)
        variances, directions = torch.linalg.eigh(patches @ patches.T / patches.shape[1])
        kernels = (directions / (variances + VARIANCE_OFFSET).sqrt()).T
        kernels = kernels.reshape(-1, self.shape[2], PATCH_SIDE, PATCH_SIDE)
        self.whitening.weight.copy_(torch.cat([kernels, -kernels]))
        assert self.whitening.bias is not None
        self.whitening.bias.zero_()


class Block(nn.Module):
    """A convolution that halves the picture, and one that adds to what it found."""

    def __init__(self, inputs: int, width: int) -> None:
        super().__init__()
        self.halving = nn.Conv2d(inputs, width, 3, padding=1, bias=False)  # (B, width, H, W)
        self.pool = nn.MaxPool2d(2)  # (B, width, H // 2, W // 2)
        self.halving_norm = nn.BatchNorm2d(width)
        self.adding = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.adding_norm = nn.BatchNorm2d(width)
        for norm in (self.halving_norm, self.adding_norm):
            norm.weight.requires_grad_(False)  # a bias alone decides what GELU lets through
        for layer in (self.halving, self.adding):
            nn.init.dirac_(layer.weight[: layer.in_channels])  # passes its input on, to begin with

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        """(B, inputs, H, W) to (B, width, H // 2, W // 2)."""
        found = functional.gelu(self.halving_norm(self.pool(self.halving(maps))))
        return found + functional.gelu(self.adding_norm(self.adding(found)))


def scaled(layer: nn.Linear, times: float) -> nn.Linear:
    """A copy of a layer whose outputs are so many times as large, frozen."""
    copied = copy.deepcopy(layer).requires_grad_(False)
    for values in copied.parameters():
        values.mul_(times)
    return copied
