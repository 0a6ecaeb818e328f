"""Training of the ink network: every page is made by code when its turn comes, and seen once."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from ...networks.ink import InkNetwork
from ...synthetic.pages.page import PAGE_SHAPES, draw_page
from ..generated import Examples, GeneratedRecipe, GeneratedTraining

VALIDATION_SEED = 1_000_003  # pages of other digits, by other random numbers than any run's
VALIDATION_PAGES = 480


@dataclass(frozen=True, kw_only=True)
class InkRecipe(GeneratedRecipe):
    """Everything that decides a run of the ink network besides its digits and the seed."""

    epochs: int = 16
    examples: int = 4_000
    batch_size: int = 16


class Pages(Examples):
    """The pages of a seed by number, of the shape of their batch."""

    def __init__(self, seed: int, digits: np.ndarray, batch_size: int) -> None:
        self.seed, self.digits, self.batch_size = seed, digits, batch_size

    def __getitem__(self, number: int) -> tuple[torch.Tensor, ...]:
        """A picture (H, W, 3) uint8 and its ink (H, W) uint8."""
        shape = PAGE_SHAPES[number // self.batch_size % len(PAGE_SHAPES)]
        picture, ink = draw_page(self.seed, number, self.digits, shape)
        return torch.from_numpy(picture), torch.from_numpy(ink)


class InkTraining(GeneratedTraining[InkNetwork]):
    """One run of the ink network.

    Args:
        recipe: the hyper-parameters.
        digits: (N, 28, 28) uint8, MNIST's to write the pages with.
        kept_out: the same for the validation pages.
        seed: decides first weights and pages.
        device: "cpu" or "cuda".
    """

    def __init__(
        self,
        recipe: InkRecipe,
        digits: np.ndarray,
        kept_out: np.ndarray,
        seed: int = 0,
        device: str = "cpu",
    ) -> None:
        torch.manual_seed(seed)
        super().__init__(
            recipe,
            InkNetwork(),
            Pages(seed, digits, recipe.batch_size),
            Pages(VALIDATION_SEED, kept_out, recipe.batch_size),
            VALIDATION_PAGES,
            {"seed": seed, "digits": zlib.crc32(digits.data)},
            device,
        )

    def loss(self, network: InkNetwork, batch: list[torch.Tensor]) -> torch.Tensor:
        """Cross-entropy plus Dice."""
        pictures, ink = _as_floats(batch)
        return ink_loss(network(pictures), ink)

    def score(self, network: InkNetwork, batches: Iterator[list[torch.Tensor]]) -> float:
        """The F-measure over all pixels."""
        hits = both = 0
        for batch in batches:
            pictures, ink = _as_floats(batch)
            is_found, is_ink = network(pictures) > 0, ink > 0.5
            hits += int((is_found & is_ink).sum())
            both += int(is_found.sum()) + int(is_ink.sum())
        return 2 * hits / max(1, both)


def _as_floats(batch: list[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    """Pages (B, 3, H, W) and ink (B, H, W), both float in 0..1."""
    pictures, ink = batch
    return pictures.permute(0, 3, 1, 2).float() / 255, ink.float() / 255


def ink_loss(logits: torch.Tensor, ink: torch.Tensor) -> torch.Tensor:
    """Binary cross-entropy plus Dice (Milletari et al. 2016, arXiv 1606.04797), both (B, H, W).

    Cross-entropy sees every pixel alike; Dice sees a page with one thin stroke as much as a full
    one.
    """
    cross_entropy = functional.binary_cross_entropy_with_logits(logits, ink)
    found = torch.sigmoid(logits)
    shared = (found * ink).sum(dim=(1, 2))
    both = (found + ink).sum(dim=(1, 2))
    dice = 1 - (2 * shared + 20) / (both + 20)  # 20 px: an empty page is no page of its own scale
    return cross_entropy + 0.5 * dice.mean()
