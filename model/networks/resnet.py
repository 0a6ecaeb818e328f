"""The network of colour pictures: a small residual one that learns fast."""

import copy
from collections.abc import Sequence

import torch
from huggingface_hub import PyTorchModelHubMixin
from torch import nn
from torch.nn import functional
from torch.nn.utils.fusion import fuse_conv_bn_eval

from .network import normalise

PATCH_SIDE = 2  # px; the side of the patches that the first layer whitens
VARIANCE_OFFSET = 5e-4  # added to a patch's variance along each direction
LOGIT_SCALE = 1 / 9  # the last layer's outputs times this: labels smoothed need no loud logits


class ResNet(
    nn.Module,
    PyTorchModelHubMixin,
    library_name="pytorch",
    pipeline_tag="image-classification",
    tags=["cifar-10", "resnet"],
):
    """Whitened patches, then blocks that halve the picture and add to what they found.

    The plan is David Page's ("How to train your ResNet", myrtle.ai, 2018) and Keller Jordan's
    ("94% on CIFAR-10 in 3.29 seconds on a single GPU", arXiv 2404.00498): a fixed first layer that
    whitens 2×2 patches, few wide layers, batch normalisation, GELU; with the shortcuts of He et al.
    ("Deep residual learning for image recognition", CVPR 2016).

    Args:
        stages: widths of the blocks, in channels.
        classes, mean, std, knows_outliers, dataset, shape: as in MLP; mean and std of each channel.
        bias: whether the last layer has one; a head that was taught does.
    """

    def __init__(
        self,
        stages: Sequence[int] = (64, 256, 256),
        classes: Sequence[str] = (),
        mean: Sequence[float] = (0.5, 0.5, 0.5),
        std: Sequence[float] = (0.5, 0.5, 0.5),
        knows_outliers: bool = False,
        dataset: str = "cifar-10",
        shape: Sequence[int] = (32, 32, 3),
        bias: bool = False,
    ) -> None:
        super().__init__()
        self.classes = tuple(classes)
        self.mean, self.std = tuple(mean), tuple(std)
        self.knows_outliers = knows_outliers
        self.dataset = dataset
        self.shape = tuple(shape)
        patch = self.shape[2] * PATCH_SIDE**2
        self.whitening = nn.Conv2d(self.shape[2], 2 * patch, PATCH_SIDE)
        self.whitening.weight.requires_grad_(False)
        inputs = (2 * patch, *stages[:-1])
        self.blocks = nn.Sequential(*map(Block, inputs, stages))
        self.last = nn.Linear(stages[-1], len(self.classes) + knows_outliers, bias=bias)
        self.to(memory_format=torch.channels_last)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Logits (B, classes), or (B, classes + 1) with outliers, of float (B, *shape) in 0..1."""
        return self.late_logits(self.early_maps(images))

    def early_maps(self, images: torch.Tensor) -> torch.Tensor:
        """What goes into the last block, of float (B, *shape) in 0..1: (B, C, H / 4, W / 4)."""
        return self.blocks[:-1](functional.gelu(self.whitening(self.prepared(images))))

    def late_logits(self, maps: torch.Tensor) -> torch.Tensor:
        """Logits (B, classes), or (B, classes + 1), of what goes into the last block."""
        return LOGIT_SCALE * self.last(self.blocks[-1](maps).amax(dim=(2, 3)))

    def feature_maps(self, images: torch.Tensor) -> torch.Tensor:
        """What the last block makes of float (B, *shape) in 0..1: (B, C, H / 8, W / 8)."""
        return self.blocks[-1](self.early_maps(images))

    def prepared(self, images: torch.Tensor) -> torch.Tensor:
        """What the first layer gets of float (B, *shape) in 0..1: (B, channels, H, W)."""
        return normalise(images, self.mean, self.std).permute(0, 3, 1, 2)

    @torch.no_grad()
    def whiten(self, images: torch.Tensor) -> None:
        """Let the first layer make the 2×2 patches of float (N, *shape) in 0..1 uncorrelated.

        Each direction of their covariance comes twice, once with the other sign, as GELU keeps only
        one half of it.
        """
        prepared = self.prepared(images).contiguous()
        patches = functional.unfold(prepared, PATCH_SIDE)  # (N, patch, places)
        patches = patches.transpose(0, 1).flatten(1)  # (patch, all)
        variances, directions = torch.linalg.eigh(patches @ patches.T / patches.shape[1])
        kernels = (directions / (variances + VARIANCE_OFFSET).sqrt()).T
        kernels = kernels.reshape(-1, self.shape[2], PATCH_SIDE, PATCH_SIDE)
        self.whitening.weight.copy_(torch.cat([kernels, -kernels]))
        self.whitening.bias.zero_()

    def folded(self) -> "ResNet":
        """The same function in evaluation mode, each batch norm within the kernels before it."""
        network = copy.deepcopy(self).eval().requires_grad_(False)
        for block in network.blocks:
            block.adding = fuse_conv_bn_eval(block.adding, block.adding_norm)
            block.adding_norm = nn.Identity()
        return network.to(memory_format=torch.channels_last)

    def features(self, images: torch.Tensor) -> torch.Tensor:
        """What the last layer gets of float (B, *shape) in 0..1: (B, C), the peak of each map."""
        return self.feature_maps(images).amax(dim=(2, 3))

    def with_head(self, head: nn.Linear) -> "ResNet":
        """The same with another layer that makes logits of `features`; all before it is shared."""
        other = copy.copy(self)
        other._modules = self._modules | {"last": scaled(head, 1 / LOGIT_SCALE)}
        return other


def scaled(layer: nn.Linear, times: float) -> nn.Linear:
    """A copy of a layer whose outputs are so many times as large, frozen."""
    copied = copy.deepcopy(layer).requires_grad_(False)
    for values in copied.parameters():
        values.mul_(times)
    return copied


class Block(nn.Module):
    """A convolution that halves the picture, and one that adds to what it found."""

    def __init__(self, inputs: int, width: int) -> None:
        super().__init__()
        self.halving = nn.Conv2d(inputs, width, 3, padding=1, bias=False)
        self.halving_norm = nn.BatchNorm2d(width)
        self.adding = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.adding_norm = nn.BatchNorm2d(width)
        for norm in (self.halving_norm, self.adding_norm):
            norm.weight.requires_grad_(False)  # a bias alone decides what GELU lets through
        for layer in (self.halving, self.adding):
            nn.init.dirac_(layer.weight[: layer.in_channels])  # passes its input on, to begin with

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        """(B, inputs, H, W) to (B, width, H // 2, W // 2)."""
        halved = functional.max_pool2d(self.halving(maps), 2)
        found = functional.gelu(self.halving_norm(halved))
        return found + functional.gelu(self.adding_norm(self.adding(found)))
