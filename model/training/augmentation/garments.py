"""How differently garments are photographed: as augmentation, whole batches, tensor code.

Unlike digits they may be mirrored, and they keep Fashion-MNIST's frame: the longer side fills the
28 pixels, and it is the box, not the mass, that is centred.
"""

from dataclasses import dataclass

import torch

from ...picture.mnist_format import SIDE
from .digits import pixel_grid, sample, uniform


@dataclass(frozen=True)
class GarmentAugmentation:
    """How far each property may go; ranges are symmetric.

    Attributes:
        mirrored: share of pictures that are turned left to right.
        rotation: degrees, to either side.
        aspect: natural logarithm of width over height.
        size: natural logarithm of the size.
        shift: px to either side.
        brightness: natural logarithm of the brightness.
        erased: share of pictures of which a rectangle is blotted out (Zhong et al., "Random
            Erasing Data Augmentation", AAAI 2020, arXiv 1708.04896).
    """

    mirrored: float = 0.5
    rotation: float = 3.0
    aspect: float = 0.06
    size: float = 0.06
    shift: float = 1.0
    brightness: float = 0.1
    erased: float = 0.0

    def __call__(self, images: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
        """Distorted copies of (B, 28, 28) float32 images in 0..1; random by `generator` alone."""
        warped = sample(images, self._grid(images, generator))
        gain = (self.brightness * uniform((len(images), 1, 1), generator)).exp()
        photographed = (warped * gain).clamp_(0, 1)
        return self._erase(photographed, generator) if self.erased else photographed

    def _grid(self, images: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
        """Where each pixel of the result comes from: (B, 28, 28, 2) in -1..1."""
        count = len(images)
        angle = self.rotation * torch.pi / 180 * uniform((count,), generator)
        aspect = self.aspect * uniform((count,), generator) / 2
        size = (self.size * uniform((count,), generator)).exp()
        chance = torch.rand(count, generator=generator, device=images.device)
        mirror = 1.0 - 2.0 * (chance < self.mirrored)
        cosine, sine = angle.cos(), angle.sin()
        turn = torch.stack([cosine, -sine, sine, cosine], dim=1).view(count, 2, 2)
        stretch = torch.diag_embed(
            torch.stack([mirror * size * aspect.exp(), size * (-aspect).exp()], dim=1)
        )
        shift = self.shift * 2 / SIDE * uniform((count, 1, 2), generator)
        grid = pixel_grid(count, images) @ (turn @ stretch).transpose(1, 2) + shift
        return grid.view(count, SIDE, SIDE, 2)

    def _erase(self, images: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
        """Blot out a rectangle of up to half the sides with one grey level."""
        count, device = len(images), images.device

        def random() -> torch.Tensor:
            return torch.rand(count, 1, 1, generator=generator, device=device)

        index = torch.arange(SIDE, device=device)
        width, height = SIDE * (0.1 + 0.4 * random()), SIDE * (0.1 + 0.4 * random())
        left, top = (SIDE - width) * random(), (SIDE - height) * random()
        columns = (index >= left) & (index < left + width)  # (B, 1, 28)
        rows = ((index >= top) & (index < top + height)).transpose(1, 2)  # (B, 28, 1)
        blot = columns & rows & (random() < self.erased)
        return torch.where(blot, random(), images)
