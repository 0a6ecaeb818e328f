"""Wrong labels, which a network can only learn by heart."""

import torch

from ...data.splits import Split


def with_label_noise(split: Split, share: float, classes: int, seed: int) -> Split:
    """A copy of a split with a share, 0..1, of its labels replaced by random wrong classes."""
    random = torch.Generator().manual_seed(seed)
    is_wrong = torch.rand(len(split), generator=random) < share
    away = torch.randint(1, classes, (len(split),), generator=random)
    return Split(split.images, torch.where(is_wrong, (split.labels + away) % classes, split.labels))
