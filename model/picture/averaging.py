"""Shrinking a large picture to a small one."""

import cv2
import numpy as np


def averaged(pixels: np.ndarray, width: int, height: int, *, halved_to: int = 4) -> np.ndarray:
    """Pixels (H, W) or (H, W, channels) uint8 shrunk to (height, width), each the mean of an area.

    OpenCV halves several times as fast as it shrinks by anything else, so a larger picture is
    halved first, but stays `halved_to` times as large as asked for. An odd row or column falls
    away then: of four times the size at most a quarter of a pixel in all, of once a whole one.
    """
    while min(pixels.shape[0] // height, pixels.shape[1] // width) >= 2 * halved_to:
        down, across = pixels.shape[0] // 2, pixels.shape[1] // 2
        even = pixels[: 2 * down, : 2 * across]
        pixels = cv2.resize(even, (across, down), interpolation=cv2.INTER_AREA)
    return cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA)
