"""The smallest change: how little ink makes another digit of a picture.

A minimal edit by greedy search, after Goyal, Wu, Ernst, Batra, Parikh & Lee, "Counterfactual Visual
Explanations" (ICML 2019, arXiv 1904.07451): regions of a picture of the asked class take the place
of the same regions, one after the other, always the one that convinces the network most for its
ink, until it reads the class. So what is added is ink that somebody wrote, and no noise that only a
network sees, as changing single pixels by their gradient gives (Papernot et al., "The Limitations
of Deep Learning in Adversarial Settings", EuroS&P 2016, arXiv 1511.07528).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from ..picture.mnist_format import SIDE
from ..predictor import Predictor

DONORS = 4  # pictures of the asked class, those most like the picture, that ink is taken from
REGION_RADIUS = 2.5  # px of a region
REGION_SPACING = 3  # px between the middles of two regions
MIN_INK_CHANGE = 0.7  # px of full ink that a region must change, or nobody would see it
REGION_COST = 5.0  # px of full ink added to the cost of each region: few are better than many
MAX_MARGIN = 0.5  # log-odds beyond what is wanted that are of no more use
MARGINS = (1, 2, 3, 4)  # log-odds wanted while the whole pipeline still reads something else


@dataclass(frozen=True)
class Change:
    """A picture that was changed to be read as another class.

    Attributes:
        image: (28, 28) uint8, the changed picture, white on black.
        difference: (28, 28) float32, px of full ink: above 0 where some was added, below where
            some was taken away.
    """

    image: np.ndarray
    difference: np.ndarray

    @property
    def added(self) -> float:
        """Px of full ink that were added."""
        return float(self.difference.clip(min=0).sum())

    @property
    def taken(self) -> float:
        """Px of full ink that were taken away."""
        return float(-self.difference.clip(max=0).sum())


def smallest_change(
    predictor: Predictor, image: np.ndarray, target: int, examples: np.ndarray
) -> Change | None:
    """The least change found after which a (28, 28) uint8 picture is read as class `target`.

    `examples` (N, 28, 28) uint8 are pictures of that class. The search goes on until the picture
    is read so through the whole pipeline, too, or until the network is very sure of it. None
    where the network reads none of the examples that are most like the picture as `target`.
    """
    name = predictor.classes[target]
    before = np.float32(image) / 255
    best = None
    for example in most_alike(before, np.float32(examples) / 255)[:DONORS]:
        swap = Swap(predictor, target, before, example)
        if swap.until(0, limit=best.ink if best else np.inf):
            best = swap
    if best is None:
        return None
    for odds in MARGINS:
        if predictor.predict(levels(best.picture)).label == name:
            break
        mask = best.mask
        if not best.until(odds):  # it swapped all there is, and in vain
            best.mask = mask
            break
    return Change(levels(best.picture), best.picture - before)


def most_alike(image: np.ndarray, examples: np.ndarray) -> np.ndarray:
    """The examples (N, 28, 28), those most like a picture (28, 28) first; floats.

    They are compared coarsely, so that a stroke a pixel beside another one is much like it.
    """
    differences = torch.from_numpy(examples - image)[:, None]  # (N, 1, 28, 28)
    coarse = functional.avg_pool2d(differences, 4, stride=2)  # (N, 1, 13, 13)
    return examples[coarse.abs().sum(dim=(1, 2, 3)).argsort().numpy()]


class Swap:
    """Puts regions of an example in the place of a picture's, both (28, 28) float32 in 0..1."""

    def __init__(
        self, predictor: Predictor, target: int, before: np.ndarray, example: np.ndarray
    ) -> None:
        self.predictor, self.target = predictor, target
        self.before, self.example = before, example
        self.mask = np.zeros_like(before)  # 0 where the picture is, 1 where the example

    @property
    def picture(self) -> np.ndarray:
        """What it looks like now."""
        return self.masked(self.mask)

    @property
    def ink(self) -> float:
        """Px of full ink that differ from the picture."""
        return float(np.abs(self.picture - self.before).sum())

    def masked(self, masks: np.ndarray) -> np.ndarray:
        """Pictures with these masks (..., 28, 28)."""
        return self.before + masks * (self.example - self.before)

    def odds(self, pictures: np.ndarray) -> np.ndarray:
        """Log-odds (N,) that pictures (N, 28, 28) are of the asked class and no outliers."""
        probabilities, outlier = self.predictor.judge(levels(pictures))
        share = np.float64(probabilities[:, self.target] * (1 - outlier)).clip(1e-30, 1 - 1e-9)
        return np.log(share) - np.log1p(-share)

    def until(self, wanted: float, limit: float = np.inf) -> bool:
        """Swap regions until the log-odds are above `wanted`, always the one that is worth most.

        False where there is nothing left to swap, or where it takes `limit` of ink.
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
    """Discs with soft rims, (R, 28, 28) float32 in 0..1, their middles REGION_SPACING px apart."""
    y, x = np.mgrid[:SIDE, :SIDE]
    places = range(1, SIDE, REGION_SPACING)
    middles = [(row, column) for row in places for column in places]
    distances = [np.hypot(y - row, x - column) for row, column in middles]
    return np.clip(REGION_RADIUS + 0.5 - np.float32(distances), 0, 1)


REGIONS = _regions()
