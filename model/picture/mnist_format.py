"""The MNIST format: ink → hairlines widened → 20×20 → 28×28, centred on its mass.

This is how MNIST was made, as reconstructed by Yadav & Bottou, "Cold Case: The Lost MNIST Digits"
(NeurIPS 2019, arXiv 1905.10498).
"""

import cv2
import numpy as np

SIDE = 28  # px of the network's input
DIGIT_SIDE = 20  # px of the digit's longer side within it
CENTRE = 14  # px, where the centre of mass lies
ROUNDING = 1e-4  # px, so that the centre of symmetric ink lies where it should
HAIRLINE = 0.055  # stroke width over digit size; the thinnest MNIST strokes are just above
FINE_SIDE = 80  # px of the longer side at which strokes are measured, at least
COARSE_SIDE = 400  # … and at most, or widening a hairline takes seconds
THICKENED = 0.095  # what a thinner stroke is widened to; MNIST's median is 0.12


def normalise(ink: np.ndarray) -> np.ndarray:
    """MNIST's recipe: ink (H, W) float32 in 0..1 → (28, 28) uint8, white on black."""
    left, top, width, height = tight_box(ink)
    if width == 0:
        return np.zeros((SIDE, SIDE), np.uint8)
    return centre(shrink(ink[top : top + height, left : left + width]))


def stroke_width(ink: np.ndarray) -> float:
    """Mean width in pixels of the strokes in an (H, W) ink map.

    Across a bar w pixels wide the distance to its edge averages w / 4 + 1 / 2 (pixel centres).
    """
    stroke = cv2.copyMakeBorder((ink > 0.5).astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    if not cv2.countNonZero(stroke):
        return 0.0
    distance = cv2.distanceTransform(stroke, cv2.DIST_L2, 3)
    return max(1.0, 4 * cv2.mean(distance, mask=stroke)[0] - 2)


def thicken_hairlines(ink: np.ndarray) -> np.ndarray:
    """Widen strokes that would vanish at 20 px; others come back unchanged."""
    scale = max(1.0, FINE_SIDE / max(ink.shape))  # hard pixels are too coarse to measure or widen
    fine = ink
    if scale > 1:
        fine = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR)
    side, width = max(fine.shape), stroke_width(fine)
    if width >= HAIRLINE * side:
        return ink
    if side > COARSE_SIDE:
        share = COARSE_SIDE / side
        fine = cv2.resize(fine, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
        side, width = max(fine.shape), share * width
    extra = max(1, round(THICKENED * side - width))
    pen = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (extra + 1, extra + 1))
    rim = extra  # room to grow into
    roomy = cv2.copyMakeBorder(to_grey(fine), rim, rim, rim, rim, cv2.BORDER_CONSTANT)
    widened = cv2.dilate(roomy, pen)  # many times faster with bytes than with floats
    return widened.astype(np.float32) / 255


def shrink(ink: np.ndarray) -> np.ndarray:
    """A tight (H, W) ink map → (20, 20) float32, its longer side filled, its shape kept."""
    left, top, width, height = tight_box(ink)
    side = max(width, height, 1)
    square = np.zeros((side, side), np.float32)
    x, y = margin(width, side), margin(height, side)
    square[y : y + height, x : x + width] = ink[top : top + height, left : left + width]
    interpolation = cv2.INTER_AREA if side >= DIGIT_SIDE else cv2.INTER_LINEAR
    return cv2.resize(square, (DIGIT_SIDE, DIGIT_SIDE), interpolation=interpolation)


def margin(length: int, side: int) -> int:
    """Px before a centred length: whole pixels of the shrunk picture keep its edges sharp."""
    pixel = side / DIGIT_SIDE
    return min(side - length, round(round((side - length) / 2 / pixel) * pixel))


def centre(small: np.ndarray) -> np.ndarray:
    """(20, 20) float32 ink → (28, 28) uint8 with its centre of mass in [13.5, 14.5)."""
    canvas = np.zeros((SIDE, SIDE), np.uint8)
    row, column = shift(small)
    canvas[row : row + DIGIT_SIDE, column : column + DIGIT_SIDE] = to_grey(small)
    return canvas


def shift(small: np.ndarray) -> tuple[int, int]:
    """Rows and columns from the 28×28's corner to that of (20, 20) ink, by its centre of mass."""
    total = max(float(small.sum()), 1e-6)
    index = np.arange(DIGIT_SIDE)
    row, column = (
        int(np.floor(CENTRE + 0.5 - float((small.sum(axis=axis) * index).sum()) / total + ROUNDING))
        for axis in (1, 0)
    )
    return min(max(0, row), SIDE - DIGIT_SIDE), min(max(0, column), SIDE - DIGIT_SIDE)


def to_grey(ink: np.ndarray) -> np.ndarray:
    """Ink in 0..1 as uint8, white on black."""
    return cv2.convertScaleAbs(ink, alpha=255)


def tight_box(ink: np.ndarray, least: float = 0.06) -> tuple[int, int, int, int]:
    """(left, top, width, height) of all ink above `least`, the anti-aliased rim of a stroke."""
    left, top, width, height = cv2.boundingRect((ink > least).astype(np.uint8))
    return left, top, width, height
