"""What a network learns from beside its data set: digits made by code, and what is no digit."""

import numpy as np
import torch

from model.data.datasets import Split
from model.network import DIGITS
from model.synthetic.digits import draw_digits
from model.synthetic.outliers import draw_outliers
from model.synthetic.printed import draw_printed
from model.training.recipes import Recipe

OUTLIER = len(DIGITS)  # the label of what is no digit


def extra_lessons(recipe: Recipe, seed: int, garments: torch.Tensor | None) -> Split | None:
    """Pictures made by code, as many as the recipe asks for; None when it asks for none.

    `garments` are Fashion-MNIST's training images (N, 28, 28) uint8, some of the outliers.
    """
    images, labels = [], []
    if recipe.drawn:
        _add(images, labels, *draw_digits(recipe.drawn, seed))
    if recipe.printed:
        _add(images, labels, *draw_printed(recipe.printed, seed + 1))
    if recipe.outliers:
        clothes = None if garments is None else garments.numpy()
        outliers = draw_outliers(recipe.outliers, seed + 2, garments=clothes)
        _add(images, labels, outliers, np.full(len(outliers), OUTLIER))
    return Split(torch.cat(images), torch.cat(labels)) if images else None


def digits_of(extra: Split | None) -> Split | None:
    """Those of the extra lessons that do show a digit."""
    return extra and extra[extra.labels != OUTLIER]


def _add(
    images: list[torch.Tensor],
    labels: list[torch.Tensor],
    new_images: np.ndarray,
    new_labels: np.ndarray,
) -> None:
    images.append(torch.from_numpy(new_images))
    labels.append(torch.from_numpy(np.asarray(new_labels, np.int64)))
