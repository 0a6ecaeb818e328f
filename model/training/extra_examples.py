"""What a network learns from beside its data set: digits made by code, and what is no digit."""

import numpy as np
import torch

from model.data.splits import Split
from model.network import DIGITS
from model.synthetic.digits import draw_digits
from model.synthetic.outliers import draw_outliers
from model.synthetic.printed import draw_printed
from model.training.recipes import Recipe

OUTLIER = len(DIGITS)  # the label of what is no digit


def extra_examples(recipe: Recipe, seed: int, garments: torch.Tensor | None) -> Split | None:
    """Pictures made by code, as many as the recipe asks for; None when it asks for none.

    `garments` are Fashion-MNIST's training images (N, 28, 28) uint8, some of the outliers.
    """
    made = []  # images (N, 28, 28) uint8 and labels (N,) int64
    if recipe.drawn:
        made.append(draw_digits(recipe.drawn, seed))
    if recipe.printed:
        made.append(draw_printed(recipe.printed, seed + 1))
    if recipe.outliers:
        clothes = None if garments is None else garments.numpy()
        outliers = draw_outliers(recipe.outliers, seed + 2, garments=clothes)
        made.append((outliers, np.full(len(outliers), OUTLIER)))
    if not made:
        return None
    images, labels = map(np.concatenate, zip(*made, strict=True))
    return Split(torch.from_numpy(images), torch.from_numpy(labels))


def digits_of(extra: Split | None) -> Split | None:
    """Those of the extra examples that do show a digit."""
    return extra and extra[extra.labels != OUTLIER]
