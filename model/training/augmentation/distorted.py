"""All images of a split, distorted batch by batch."""

from collections.abc import Callable

import torch


def distorted(
    images: torch.Tensor,
    augmentation: Callable[..., torch.Tensor],
    batch_size: int,
    generator: torch.Generator,
) -> torch.Tensor:
    """Distorted copies of images (N, *shape) uint8, which take their memory once.

    `augmentation` takes float32 images in 0..1 and the generator; it may change their size.
    """
    whole: torch.Tensor | None = None
    for start in range(0, len(images), batch_size):
        part = images[start : start + batch_size].float() / 255
        levels = augmentation(part, generator=generator).mul_(255).round_().byte()
        if whole is None:
            whole = levels.new_empty(len(images), *levels.shape[1:])
        whole[start : start + batch_size] = levels
    return images.clone() if whole is None else whole
