"""Test-time augmentation: the answer of a residual network is the mean over several views."""

from collections.abc import Callable

import torch
from torch.nn import functional

# Shifts of the frame, in px down and to the right, and the weights of these views.
MOVES = ((0, 0.5), (-1, 0.25), (1, 0.25))
REACH = max(move for move, _ in MOVES)


def mean_of_views(
    look: Callable[[torch.Tensor], torch.Tensor], images: torch.Tensor
) -> torch.Tensor:
    """The weighted mean of `look` over six views of each of float (B, H, W, 3) images.

    The views are the image and its mirror image, each also shifted by a pixel to two sides with
    reflection padding ("multi-crop evaluation", Jordan 2024, arXiv 2404.00498).
    """
    both = torch.cat([images, images.flip(2)])  # (2B, H, W, 3)
    height, width = both.shape[1:3]
    padded = functional.pad(both.permute(0, 3, 1, 2), (REACH,) * 4, mode="reflect")
    padded = padded.permute(0, 2, 3, 1)
    starts = [REACH + move for move, _ in MOVES]
    seen = [padded[:, start : start + height, start : start + width] for start in starts]
    found = look(torch.cat(seen)).unflatten(0, (len(MOVES), 2, -1))  # (3, 2, B, …)
    return sum(share * one.mean(dim=0) for (_, share), one in zip(MOVES, found, strict=True))
