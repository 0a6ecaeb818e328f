"""Inside the convolutional network, and what troubles it less or more than the MLP."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from model import CNN, Predictor
from ui.parts.levels import levels, signed_levels
from ui.shipped import second

MOVES = range(-6, 7)  # px to the right
STRIPE = 4  # px, the width of what is covered
COVERED = range(2, 28 - STRIPE, 2)  # where a stripe begins, from the left


def convolution(first: Predictor, image: np.ndarray) -> dict[str, Any] | None:
    """First kernels, their maps of an input (28, 28) uint8, and two trials of both networks.

    None where there is no convolutional network for these pictures.
    """
    predictor = second(first.dataset.name)
    if predictor is None:
        return None
    own = isinstance(first.network, CNN)
    network: CNN = first.network if own else predictor.network
    kernels = network.layers[0].weight[:, 0].numpy()  # (C, 5, 5)
    with torch.inference_mode():
        maps = network.feature_maps(torch.tensor(image[None]) / 255)[0][0]  # (C, H, W)
    both = {"Yours" if own else "MLP": first, "CNN": predictor}
    return {
        "kernels": signed_levels(kernels / np.abs(kernels).max(axis=(1, 2), keepdims=True)),
        "kernel": kernels.shape[-1],
        "maps": levels(maps.numpy()),
        "map": maps.shape[-1],
        "moved": trial(both, image, moved, MOVES),
        "covered": trial(both, image, covered, COVERED),
    }


def trial(
    predictors: dict[str, Predictor],
    image: np.ndarray,
    change: Callable[[np.ndarray, int], np.ndarray],
    places: range,
) -> dict[str, Any]:
    """What each network says of an input changed in each of `places`; "" where it refuses."""
    changed = np.stack([change(image, place) for place in places])
    return {
        "places": list(places),
        "said": {name: labels(one, changed) for name, one in predictors.items()},
    }


def moved(image: np.ndarray, pixels: int) -> np.ndarray:
    """The input moved to the right, or to the left; what leaves it is lost."""
    result = np.zeros_like(image)
    if pixels >= 0:
        result[:, pixels:] = image[:, : image.shape[1] - pixels]
    else:
        result[:, :pixels] = image[:, -pixels:]
    return result


def covered(image: np.ndarray, left: int) -> np.ndarray:
    """The input with an upright stripe of it blackened."""
    result = image.copy()
    result[:, left : left + STRIPE] = 0
    return result


def labels(predictor: Predictor, images: np.ndarray) -> list[str]:
    """What a network says of inputs (N, 28, 28) uint8; "" where it refuses."""
    probabilities, outlier = predictor.judge(images)
    refused = outlier > predictor.calibration.refusal_threshold
    named = [predictor.classes[index] for index in probabilities.argmax(axis=1)]
    return ["" if one else name for name, one in zip(named, refused, strict=True)]
