"""Shrinking a large picture to a small one."""

import cv2
import numpy as np

ENOUGH = 8  # times as large as wanted: halving loses an eighth of a pixel at most, in all a quarter


def averaged(pixels: np.ndarray, width: int, height: int) -> np.ndarray:
    """Pixels (H, W) or (H, W, channels) uint8 shrunk to (height, width), each the mean of an area.

    A much larger picture is halved first, as often as can be, for OpenCV halves several times as
    fast as it shrinks by anything else. An odd row or column at the edge falls away then.
    """
    while min(pixels.shape[0] // height, pixels.shape[1] // width) >= ENOUGH:
        down, across = pixels.shape[0] // 2, pixels.shape[1] // 2
        even = pixels[: 2 * down, : 2 * across]
        pixels = cv2.resize(even, (across, down), interpolation=cv2.INTER_AREA)
    return cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA)
