"""Removal of outliers that look like digits.

A letter that looks like a digit would teach a network to refuse that digit. The test is the k
nearest neighbours among digits (Cover & Hart 1967), which has seen no outliers.
"""

import torch
from torch.nn import functional

from ...data.splits import Split

NEIGHBOURS = 5
REFERENCES = 40_000  # digits that outliers are compared with
CALIBRATION_DIGITS = 2_000  # digits whose distances set the threshold
LOOKALIKE_QUANTILE = 0.25  # of those distances: a nearer outlier is a lookalike
DISTANCE_BATCH = 500  # pictures whose distances are computed at a time


def without_lookalikes(outliers: torch.Tensor, digits: Split, seed: int) -> torch.Tensor:
    """The pictures (N, 28, 28) uint8 that do not look like a digit."""
    return outliers[~are_lookalikes(outliers, digits, seed)]


def are_lookalikes(outliers: torch.Tensor, digits: Split, seed: int) -> torch.Tensor:
    """Which pictures (N, 28, 28) uint8 look like a digit: (N,) bool.

    A picture does if its nearest neighbours have the same label and are as near as digits are to
    each other.
    """
    random = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(digits), generator=random)
    references = digits.take(order[CALIBRATION_DIGITS:][:REFERENCES])
    known = _directions(references.images)
    usual, _ = _nearest(digits.take(order[:CALIBRATION_DIGITS]).images, known, references.labels)
    nearness, agreed = _nearest(outliers, known, references.labels)
    return agreed & (nearness > usual.quantile(LOOKALIKE_QUANTILE))


def _nearest(
    images: torch.Tensor, known: torch.Tensor, labels: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean cosine (N,) to the nearest known directions, and whether all of these agree (N,)."""
    cosines, agreed = [], []
    for part in images.split(DISTANCE_BATCH):
        nearest = (_directions(part) @ known.T).topk(NEIGHBOURS, dim=1)
        named = labels[nearest.indices]  # (B, NEIGHBOURS)
        cosines.append(nearest.values.mean(dim=1))
        agreed.append((named == named[:, :1]).all(dim=1))
    return torch.cat(cosines), torch.cat(agreed)


def _directions(images: torch.Tensor) -> torch.Tensor:
    """Pictures (N, 28, 28) uint8, blurred, as unit vectors (N, 784) around their mean."""
    blurred = functional.avg_pool2d(images[:, None].float(), 3, stride=1, padding=1).flatten(1)
    return functional.normalize(blurred - blurred.mean(dim=1, keepdim=True))
