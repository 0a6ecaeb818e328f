"""The evidence in a photograph: an activation map, or integrated gradients."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from model import CNN, MLP, Predictor
from model.data.datasets import called
from model.explain import integrated_gradients
from model.networks.resnet import ResNet
from model.photographs.activation_map import activation_map
from ui.pixels.levels import signed_levels

# Pixels of the picture to each place of the map, and padding around all places: the input of the
# last block is downscaled twice, and the map is the mean of a picture and its mirror image.
PLACE = 4
AROUND = ((0, 4), (2, 2))  # above and below, left and right


def attention(predictor: Predictor, image: np.ndarray, target: int) -> dict[str, Any]:
    """The evidence for class `target` at each place of an input (32, 32, 3) uint8."""
    network, classes = predictor.network, predictor.classes
    if isinstance(network, ResNet):
        evidence = laid_out(activation_map(network, image, target))
    else:  # trained on the page
        assert isinstance(network, MLP | CNN)
        evidence = integrated_gradients(network, image, target).sum(axis=2)
    return {
        "target": target,
        "name": classes[target],
        "classes": [called(name) for name in classes],
        "evidence": signed_levels(evidence),
    }


def laid_out(places: np.ndarray) -> np.ndarray:
    """A map (7, 7) float32 interpolated to (32, 32), aligned with the pixels."""
    size = (PLACE * places.shape[1], PLACE * places.shape[0])
    return np.pad(cv2.resize(places, size, interpolation=cv2.INTER_CUBIC), AROUND, mode="edge")
