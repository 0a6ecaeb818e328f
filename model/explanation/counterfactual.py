"""Counterfactuals: the smallest change of the ink after which a picture is read as another digit.

A greedy search, after Goyal, Wu, Ernst, Batra, Parikh & Lee, "Counterfactual Visual Explanations"
(ICML 2019, arXiv 1904.07451). Regions of a picture of the target class replace the same regions of
the picture, one at a time, until the network reads the target. Each step takes the region with the
highest gain in log-odds for its cost in ink. So the added ink is handwriting. Changing single
pixels by their gradient would add noise that only a network sees (Papernot et al., "The Limitations
of Deep Learning in Adversarial Settings", EuroS&P 2016, arXiv 1511.07528).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from ..picture.mnist_format import SIDE
from ..predictor import Predictor

DONORS = 4  # most similar pictures of the target class, which regions are taken from
REGION_RADIUS = 2.5  # px
REGION_SPACING = 3  # px between the centres of two regions
MIN_INK_CHANGE = 0.7  # px of full ink; a region that changes less can hardly be seen
REGION_COST = 5.0  # px of full ink added to the cost of each region, so that few are changed
MAX_MARGIN = 0.5  # log-odds above the wanted ones that still count as gain
MARGINS = (1, 2, 3, 4)  # log-odds wanted, in turn, until the whole pipeline reads the target


@dataclass(frozen=True)
class Change:
    """A picture that was changed so that it is read as another class.

    Attributes:
        image: (28, 28) uint8, the changed picture, white on black.
        difference: (28, 28) float32 in shares of full ink; positive where ink was added, negative
            where ink was removed.
    """

    image: np.ndarray
    difference: np.ndarray

    @property
    def added(self) -> float:
        """Added ink, in px of full ink."""
        return float(self.difference.clip(min=0).sum())

    @property
    def taken(self) -> float:
        """Removed ink, in px of full ink."""
        return float(-self.difference.clip(max=0).sum())


def smallest_change(
    predictor: Predictor, image: np.ndarray, target: int, examples: np.ndarray
) -> Change | None:
    """The smallest change found after which a (28, 28) uint8 picture is read as class `target`.

    `examples` (N, 28, 28) uint8 are pictures of that class. The search ends when the whole pipeline
    reads `target` or when the network is very sure of it. Returns None if the network reads none
    of the most similar examples as `target`.
    """
    name = predictor.classes[target]
    before = image.astype(np.float32) / 255
    best = None
    for example in most_alike(before, examples.astype(np.float32) / 255)[:DONORS]:
        swap = Swap(predictor, target, before, example)
        if swap.until(0, limit=best.ink if best else np.inf):
            best = swap
    if best is None:
        return None
    for odds in MARGINS:
        if predictor.predict(levels(best.picture)).label == name:
            break
        mask = best.mask
        if not best.until(odds):  # all regions were swapped without success
            best.mask = mask
            break
    return Change(levels(best.picture), best.picture - before)


def most_alike(image: np.ndarray, examples: np.ndarray) -> np.ndarray:
    """The examples (N, 28, 28) in order of their similarity to a picture (28, 28); floats.

    They are compared at low resolution, so that a shift by one pixel matters little.
    """
    differences = torch.from_numpy(examples - image)[:, None]  # (N, 1, 28, 28)
    coarse = functional.avg_pool2d(differences, 4, stride=2)  # (N, 1, 13, 13)
    return examples[coarse.abs().sum(dim=(1, 2, 3)).argsort().numpy()]


class Swap:
    """Replaces regions of a picture by those of an example, both (28, 28) float32 in 0..1."""

    def __init__(
        self, predictor: Predictor, target: int, before: np.ndarray, example: np.ndarray
    ) -> None:
        self.predictor, self.target = predictor, target
        self.before, self.example = before, example
        self.mask = np.zeros_like(before)  # 0: the picture, 1: the example

    @property
    def picture(self) -> np.ndarray:
        """The picture with the regions replaced so far."""
        return self.masked(self.mask)

    @property
    def ink(self) -> float:
        """Changed ink, in px of full ink."""
        return float(np.abs(self.picture - self.before).sum())

    def masked(self, masks: np.ndarray) -> np.ndarray:
        """Pictures with these masks (..., 28, 28)."""
        return self.before + masks * (self.example - self.before)

    def odds(self, pictures: np.ndarray) -> np.ndarray:
        """Log-odds (N,) that pictures (N, 28, 28) are of the target class and no outliers."""
        probabilities, outlier = self.predictor.judge(levels(pictures))
        share = (probabilities[:, self.target] * (1 - outlier)).astype(np.float64)
        share = share.clip(1e-30, 1 - 1e-9)
        return np.log(share) - np.log1p(-share)

    def until(self, wanted: float, limit: float = np.inf) -> bool:
        """Replace the best region again and again until the log-odds are above `wanted`.

        Returns False if no region is left or if the change would take `limit` of ink.
        """
        while True:
            masks = np.maximum(self.mask, REGIONS)  # (R, 28, 28)
            ink = ((masks - self.mask) * np.abs(self.example - self.before)).sum(axis=(1, 2))
            masks, ink = masks[ink > MIN_INK_CHANGE], ink[ink > MIN_INK_CHANGE]
            odds = self.odds(np.concatenate([self.picture[None], self.masked(masks)]))
            if odds[0] > wanted:
                return True
            if not len(masks) or self.ink >= limit:
                return False
            gain = np.minimum(odds[1:], wanted + MAX_MARGIN) - odds[0]
            self.mask = masks[int((gain / (ink + REGION_COST)).argmax())]


def levels(pictures: np.ndarray) -> np.ndarray:
    """Pictures of floats in 0..1 as uint8."""
    return np.rint(pictures * 255).astype(np.uint8)


def _regions() -> np.ndarray:
    """Discs with soft rims, (R, 28, 28) float32 in 0..1, their centres REGION_SPACING px apart."""
    y, x = np.mgrid[:SIDE, :SIDE]
    places = range(1, SIDE, REGION_SPACING)
    middles = [(row, column) for row in places for column in places]
    distances = [np.hypot(y - row, x - column) for row, column in middles]
    return np.clip(REGION_RADIUS + 0.5 - np.array(distances, np.float32), 0, 1)


REGIONS = _regions()
