"""The base class of the networks that read: what they take, and features below a head."""

from collections.abc import Sequence
from typing import Any, ClassVar, Self

import torch
from huggingface_hub import PyTorchModelHubMixin
from torch import nn
from torch.nn import functional

from .folding import fold_batch_norms

DIGITS = tuple("0123456789")


class Network(
    nn.Module,
    PyTorchModelHubMixin,
    library_name="pytorch",
    pipeline_tag="image-classification",
):
    """A classifier of small pictures, published and loaded the Hugging Face way.

    A subclass makes `layers`, the last of them the head. One whose layers don't simply follow each
    other overrides `forward`, `features`, `head` and `replace_head` instead.

    Args:
        classes: names of the classes, in the order of the logits.
        mean, std: the input is normalised to (pixels - mean) / std, pixels in 0..1; one number
            each, or one for each channel.
        knows_outliers: one more logit, the last, speaks for a picture that is of no class
            (Zhang & LeCun, "Universum Prescription", AAAI 2017, arXiv 1511.03719).
        dataset: name of the data set whose way of preparing a picture this network expects.
        shape: of one input, (height, width) or (height, width, channels).
        detects: one unit at the end says how much speaks for the second of two classes, as in
            logistic regression; the logit of the first is 0.

    A round trip:
        >>> network = MLP(hidden=(125, 65))
        >>> network.save_pretrained("runs/mine")
        >>> same = MLP.from_pretrained("runs/mine", strict=True)
    """

    batch_size: ClassVar[int] = 500  # pictures at a time, so that features take under 100 MB
    layers: nn.Sequential

    def __init__(
        self,
        classes: Sequence[str] = DIGITS,
        mean: float | Sequence[float] = 0.5,
        std: float | Sequence[float] = 0.5,
        knows_outliers: bool = False,
        dataset: str = "mnist",
        shape: Sequence[int] = (28, 28),
        detects: bool = False,
    ) -> None:
        super().__init__()
        self.classes = tuple(classes)
        self.mean, self.std = mean, std
        self.knows_outliers = knows_outliers
        self.dataset = dataset
        self.shape = tuple(shape)
        self.detects = detects

    @property
    def kind(self) -> str:
        """Name of the architecture: "MLP", "CNN" or "ResNet"."""
        return type(self).__name__

    @property
    def config(self) -> dict[str, Any]:
        """The arguments that the network was made with: type(network)(**network.config)."""
        assert isinstance(self._hub_mixin_config, dict)  # the mixin keeps them so
        return dict(self._hub_mixin_config)

    @property
    def outputs(self) -> int:
        """Number of units at the end: of logits, except where the network detects."""
        return 1 if self.detects else len(self.classes) + self.knows_outliers

    @property
    def widths(self) -> list[int]:
        """Units of each dense layer, the head last."""
        return [layer.out_features for layer in self.modules() if isinstance(layer, nn.Linear)]

    def initialise(self, images: torch.Tensor) -> None:
        """Set weights that follow from training images, float (N, *shape) in 0..1, if any do."""

    def prepared(self, images: torch.Tensor) -> torch.Tensor:
        """What the first layer gets of float (B, *shape) in 0..1: (B, *shape), normalised."""
        return (images - images.new_tensor(self.mean)) / images.new_tensor(self.std)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Logits (B, outputs) of float (B, *shape) in 0..1; (B, 2) where the network detects."""
        logits = self.layers(self.prepared(images))
        return functional.pad(logits, (1, 0)) if self.detects else logits  # 0 for the first class

    def infer(self, images: torch.Tensor) -> torch.Tensor:
        """Logits to answer with, as of `forward`; a network may average those of several views."""
        return self(images)

    def features(self, images: torch.Tensor) -> torch.Tensor:
        """What the head gets (B, units) of float (B, *shape) in 0..1."""
        return self.layers[:-1](self.prepared(images))

    @property
    def head(self) -> nn.Linear:
        """The last layer, from features to logits."""
        last = self.layers[-1]
        assert isinstance(last, nn.Linear)
        return last

    def replace_head(self, head: nn.Linear) -> None:
        """Put another layer in the head's place; whoever shares the other layers keeps its own."""
        self.layers = nn.Sequential(*self.layers[:-1], head)

    def with_head(
        self, head: nn.Linear, classes: Sequence[str], dataset: str, **settings: Any
    ) -> Self:
        """A network with another head that shares every other layer, and so takes no memory.

        The head has a logit for each of `classes`, and perhaps one more that speaks for none.
        `dataset` names the way in which pictures are prepared; `settings` of the subclass change
        with it.
        """
        settings |= {
            "classes": tuple(classes),
            "dataset": dataset,
            "knows_outliers": head.out_features > len(classes),
        }
        with torch.device("meta"):  # its own layers take no memory until the shared ones come
            other = type(self)(**self.config | settings)
        for name, layer in self.named_children():
            other.add_module(name, layer)
        other.replace_head(head)
        return other.eval().requires_grad_(False)

    def folded(self) -> Self:
        """The same function in evaluation mode, each batch norm within the weights before it."""
        return fold_batch_norms(self)
