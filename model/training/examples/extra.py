"""Training pictures beside those of the data set: synthetic digits and outliers."""

import numpy as np
import torch

from ...data.datasets import CIFAR_10, FASHION_MNIST, MNIST, DataSet
from ...data.omniglot import load_characters
from ...data.splits import Split, load
from ...networks.network import DIGITS
from ...synthetic.digits import draw_digits
from ...synthetic.no_pictures import draw_no_pictures
from ...synthetic.outliers.kinds import draw_outliers, training_kinds
from ...synthetic.printed import draw_printed
from ..recipes import Recipe
from .lookalikes import without_lookalikes

OUTLIER = len(DIGITS)  # the label of outliers; every data set has ten classes


def extra_examples(
    recipe: Recipe, seed: int, training: Split, data_dir: str, dataset: DataSet = MNIST
) -> Split | None:
    """Synthetic digits and outliers in the numbers of the recipe; None if it has none.

    The outliers show some of `training`'s digits misplaced, and pictures of Fashion-MNIST and
    Omniglot from below `data_dir`. Raises DataMissing and FontsMissing.
    """
    if dataset is CIFAR_10 and recipe.outliers:
        digits = load(MNIST, data_dir)[0].images.numpy()
        shown = torch.from_numpy(draw_no_pictures(recipe.outliers, seed, digits))
        return Split(shown, torch.full((len(shown),), OUTLIER))
    made = []  # images (N, 28, 28) uint8 and labels (N,) int64
    if recipe.drawn:
        made.append(draw_digits(recipe.drawn, seed))
    if recipe.printed:
        made.append(draw_printed(recipe.printed, seed + 1))
    if not made and not recipe.outliers:
        return None
    splits = [Split(torch.from_numpy(images), torch.from_numpy(labels)) for images, labels in made]
    extra = sum(splits, training[:0])
    if recipe.outliers:
        drawn = torch.from_numpy(_outliers(recipe.outliers, seed + 2, training, data_dir))
        outliers = without_lookalikes(drawn, training + extra, seed)
        extra += Split(outliers, torch.full((len(outliers),), OUTLIER))
    return extra


def _outliers(count: int, seed: int, training: Split, data_dir: str) -> np.ndarray:
    garments = load(FASHION_MNIST, data_dir)[0].images.numpy()
    characters = load_characters(data_dir)
    digits, labels = training.images.numpy(), training.labels.numpy()
    return draw_outliers(count, seed, training_kinds(digits, labels, garments, characters))
