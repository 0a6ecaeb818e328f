"""Upright pixels → ink map: how far each pixel is from its paper, whatever the colours of both.

The paper is found twice. A smooth surface, fitted robustly to the whole picture, tells whether
the ink is darker or lighter than the paper. A grey-scale closing (for dark ink; an opening for
light ink) then removes every stroke narrower than its window and leaves shadows and gradients,
which is the local background of Sauvola & Pietikäinen's and other document binarisers.
"""

from functools import reduce

import cv2
import numpy as np

from model.picture.background import (
    border_band,
    continue_paper,
    find_sheet,
    find_thing_before_black,
)

DOWNSCALED_SIDE = 96  # px of the longer side at which the paper is estimated, at most
WINDOW = 0.45  # of the downscaled picture's longer side: no stroke of a digit is broader
LEAST_CONTRAST = 14.0  # grey levels of 255 by which ink must differ from its paper
LEVELS = np.arange(256, dtype=np.float32)  # of grey
NOISE_MARGIN = 3.0  # standard deviations of paper noise that count as paper


def find_ink(pixels: np.ndarray) -> np.ndarray:
    """The ink map of (H, W, 3) uint8 pixels: (H, W) float32 in 0..1, 0 paper and 1 full ink."""
    pixels = _one_channel_if_grey(pixels)
    downscaled = _downscaled(pixels)
    if thing := find_thing_before_black(_rgb(downscaled)):
        return _ink_map(cv2.subtract(pixels, (*thing.ground.tolist(), 0)), peak=thing.depth)
    if (sheet := find_sheet(_grey(downscaled))) is not None:
        pixels = continue_paper(pixels, downscaled, sheet)
        downscaled = _downscaled(pixels)
    is_light = _ink_is_light(_grey(downscaled))
    ink = _ink_of(pixels, downscaled, is_light)
    # Thin strokes on shaded paper may tell nothing of their side: look on the other one.
    return ink if ink.any() else _ink_of(pixels, downscaled, not is_light)


def _ink_of(pixels: np.ndarray, downscaled: np.ndarray, is_light: bool) -> np.ndarray:
    if is_light:
        pixels, downscaled = cv2.bitwise_not(pixels), cv2.bitwise_not(downscaled)
    paper = _paper(downscaled)
    paper = cv2.resize(paper, pixels.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    return _ink_map(cv2.subtract(paper, pixels))


def _ink_map(difference: np.ndarray, peak: float | None = None) -> np.ndarray:
    """The ink map of uint8 differences from the paper; `peak` is the full darkness."""
    depth = reduce(cv2.max, cv2.split(difference))  # (H, W) uint8
    counts = cv2.calcHist([depth], [0], None, [256], [0, 256]).ravel()
    floor = _noise_floor(counts)
    peak = _full_ink(counts, floor) if peak is None else peak
    if peak - floor < LEAST_CONTRAST:
        return np.zeros(depth.shape, np.float32)
    shares = np.clip((LEVELS - floor) / (peak - floor), 0, 1)
    return cv2.LUT(depth, shares.astype(np.float32))


def _one_channel_if_grey(pixels: np.ndarray) -> np.ndarray:
    """One channel (H, W) of pixels (H, W, 3) where all three are the same; else the pixels.

    That spares two thirds of the work. A few pixels tell most coloured pictures from grey ones.
    """
    few = pixels[::9, ::9]
    if not np.array_equal(few, np.broadcast_to(few[..., :1], few.shape)):
        return pixels
    red, green, blue = cv2.split(pixels)
    is_grey = np.array_equal(red, green) and np.array_equal(red, blue)
    return red if is_grey else pixels


def _grey(downscaled: np.ndarray) -> np.ndarray:
    return downscaled if downscaled.ndim == 2 else cv2.cvtColor(downscaled, cv2.COLOR_RGB2GRAY)


def _rgb(downscaled: np.ndarray) -> np.ndarray:
    return downscaled if downscaled.ndim == 3 else cv2.cvtColor(downscaled, cv2.COLOR_GRAY2RGB)


def _downscaled(pixels: np.ndarray) -> np.ndarray:
    """The picture small, where statistics are cheap; a small one stays as it is."""
    height, width = pixels.shape[:2]
    times = -(-max(height, width) // DOWNSCALED_SIDE)  # a whole number is many times faster
    size = (max(1, round(width / times)), max(1, round(height / times)))
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)


def _ink_is_light(grey: np.ndarray) -> bool:
    """Whether the ink is lighter than the paper in grey (h, w).

    What remains after the smooth surface is split in two by Otsu's threshold; paper is what holds
    most of the border and, with less weight because thick pens fill a picture, most of the area.
    """
    rest = cv2.normalize(grey - _surface(grey), None, 0, 255, cv2.NORM_MINMAX).astype(np.uint8)
    threshold, _ = cv2.threshold(rest, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    light = rest > threshold
    return 0.65 * light[border_band(light.shape)].mean() + 0.35 * light.mean() < 0.5


def _surface(grey: np.ndarray) -> np.ndarray:
    """A tilted plane (H, W) fitted to grey (H, W) by iteratively reweighted least squares.

    Every other pixel of every other row is enough to fit it.
    """
    height, width = grey.shape
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    x = np.linspace(-1, 1, width, dtype=np.float32)
    across, down = (axis.ravel() for axis in np.broadcast_arrays(x[::2], y[::2]))
    terms = np.stack([np.ones_like(across), across, down])  # (3, N)
    values = grey[::2, ::2].ravel().astype(np.float32)
    middle = values.size // 2
    weights = np.maximum(np.abs(across), np.abs(down)) + 0.2  # the border is mostly paper
    for _ in range(4):
        weighted = terms * weights
        _, plane = cv2.solve(weighted @ terms.T, weighted @ values, flags=cv2.DECOMP_SVD)
        plane = plane.ravel()
        error = np.abs(values - plane @ terms)
        spread = max(float(np.partition(error, middle)[middle]), 2.0)  # np.median is far slower
        weights = 1 / (1 + (error / (2 * spread)) ** 2)  # Cauchy weights
    return plane[0] + plane[1] * x + plane[2] * y


def _paper(downscaled: np.ndarray) -> np.ndarray:
    """Local background of dark ink, uint8 and downscaled: a closing, then smoothing."""
    side = max(downscaled.shape[:2])
    window = max(3, round(side * WINDOW)) | 1
    calm = cv2.medianBlur(downscaled, 3) if side >= 40 else downscaled
    closed = cv2.morphologyEx(calm, cv2.MORPH_CLOSE, np.ones((window, window), np.uint8))
    return cv2.blur(closed, (5, 5)) if side >= 40 else closed


def _noise_floor(counts: np.ndarray) -> float:
    """Grey levels up to which a difference is paper grain: the median and its robust spread.

    `counts` (256,) is the histogram of the differences.
    """
    below = np.cumsum(counts)
    lower, median = (int(np.searchsorted(below, below[-1] * part)) for part in (0.2, 0.5))
    return median + NOISE_MARGIN * 1.2 * (median - lower) if median < 40 else 0.0


def _full_ink(counts: np.ndarray, floor: float) -> float:
    """Grey levels of the pen's full darkness: the median of what Otsu calls ink, or 0."""
    above = np.where(floor < LEVELS, counts, 0)
    if not above.any():
        return 0.0
    inked = np.where(_otsu(above) < LEVELS, above, 0)
    return _median(inked if inked.any() else above)


def _otsu(counts: np.ndarray) -> int:
    """The level that splits a histogram (256,) in two of the least spread (Otsu 1979)."""
    share = counts / counts.sum(dtype=np.float64)
    lower, moment = np.cumsum(share), np.cumsum(share * LEVELS)
    halves = lower * (1 - lower)
    between = (moment[-1] * lower - moment) ** 2 / np.maximum(halves, 1e-7)
    return int(np.argmax(between))


def _median(counts: np.ndarray) -> float:
    """The median level of a histogram (256,)."""
    below = np.cumsum(counts)
    middle = [(below[-1] - 1) // 2, below[-1] // 2]  # the two in the middle, counted from 0
    return float(np.searchsorted(below, middle, side="right").mean())
