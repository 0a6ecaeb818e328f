"""The network: a plain multilayer perceptron, published and loaded the Hugging Face way."""

import copy
from collections.abc import Sequence
from itertools import pairwise
from math import prod

import torch
from huggingface_hub import PyTorchModelHubMixin
from torch import nn
from torch.nn import functional
from torch.nn.utils.fusion import fuse_linear_bn_weights

from .network import DIGITS, normalise


class MLP(
    nn.Module,
    PyTorchModelHubMixin,
    library_name="pytorch",
    pipeline_tag="image-classification",
    tags=["mnist", "mlp", "handwriting"],
):
    """A multilayer perceptron that reads small pictures, 28×28 and white on black by default.

    Args:
        hidden: widths of the hidden layers, input side first; the 2019 tutorial's is (125, 65).
        classes: names of the classes, in the order of the logits.
        batch_norm: normalise each hidden layer's sums over the batch (Ioffe & Szegedy 2015,
            arXiv 1502.03167).
        mean, std: the input is normalised to (pixels - mean) / std, pixels in 0..1; one number
            each, or one for each channel.
        knows_outliers: one more logit, the last, speaks for a picture that is of no class
            (Zhang & LeCun, "Universum Prescription", AAAI 2017, arXiv 1511.03719).
        dataset: name of the data set whose way of preparing a picture this network expects.
        shape: of one input, (height, width) or (height, width, channels).

    A round trip:
        >>> network = MLP(hidden=(125, 65))
        >>> network.save_pretrained("runs/mine")
        >>> same = MLP.from_pretrained("runs/mine", strict=True)
    """

    def __init__(
        self,
        hidden: Sequence[int] = (125, 65),
        classes: Sequence[str] = DIGITS,
        batch_norm: bool = False,
        mean: float | Sequence[float] = 0.5,
        std: float | Sequence[float] = 0.5,
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
        widths = (prod(shape), *hidden)
        layers: list[nn.Module] = [nn.Flatten()]
        for inputs, outputs in pairwise(widths):
            layers.append(nn.Linear(inputs, outputs, bias=not batch_norm))
            if batch_norm:
                layers.append(nn.BatchNorm1d(outputs))
            layers.append(nn.ReLU())
        layers.append(nn.Linear(widths[-1], len(self.classes) + knows_outliers))
        self.layers = nn.Sequential(*layers)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Logits (B, classes), or (B, classes + 1) with outliers, of float (B, *shape) in 0..1."""
        return self.layers(self.prepared(images))

    def prepared(self, images: torch.Tensor) -> torch.Tensor:
        """What the first layer gets of float (B, *shape) in 0..1."""
        return normalise(images, self.mean, self.std)

    def folded(self) -> "FoldedMLP":
        """The same function in evaluation mode, a quarter faster for one picture."""
        return FoldedMLP(self)


class FoldedMLP:
    """An MLP in evaluation mode, each batch norm within the weights before it."""

    def __init__(self, network: MLP) -> None:
        self.mean, self.std = network.mean, network.std
        self.layers: list[tuple[torch.Tensor, torch.Tensor]] = []  # weight and bias of each
        for layer in network.layers:
            if isinstance(layer, nn.Linear):
                self.layers.append((layer.weight, layer.bias))
            elif isinstance(layer, nn.BatchNorm1d):
                norm = (layer.running_mean, layer.running_var, layer.eps, layer.weight, layer.bias)
                self.layers[-1] = fuse_linear_bn_weights(*self.layers[-1], *norm)

    def with_head(self, head: nn.Linear) -> "FoldedMLP":
        """The same with another last layer; all before it is shared."""
        other = copy.copy(self)
        other.layers = [*self.layers[:-1], (head.weight, head.bias)]
        return other

    def __call__(self, images: torch.Tensor) -> torch.Tensor:
        """Logits (B, outputs) of float (B, *shape) in 0..1."""
        *hidden, last = self.layers
        values = normalise(images, self.mean, self.std).flatten(1)
        for weight, bias in hidden:
            values = functional.linear(values, weight, bias).relu_()
        return functional.linear(values, *last)
