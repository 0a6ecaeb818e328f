"""Ink for the benchmark of papers: MNIST's digits as a pen writes them, rows of them, and shapes.

All ink is a map (H, W) float32 of 0..1, cropped to what is inked. Nothing here is shared with
model/synthetic, so that what is measured is not what was trained on.
"""

from collections.abc import Callable

import cv2
import numpy as np

NOMINAL_SIDE = 20  # px of an MNIST digit's longer side
EDGE_LEVEL = 0.42  # of full ink: where the pen's edge runs through an enlarged image
EDGE_WIDTH = 1.6  # px from paper to full ink
PEN_HALF_WIDTH = (0.04, 0.085)  # of a digit's height: half the width of the strokes
HIGHLIGHTER_HALF_WIDTH = (0.075, 0.115)  # the same of its broad tip
MOST_SHARED = 0.08  # of the ink of one of two touching digits: more would hide it
MOST_STRETCHED = 1.25  # times: what is flat by nature stays so


def written(image: np.ndarray, height: float, pen: float | None = None) -> np.ndarray:
    """A white-on-black image (h, w) uint8 of MNIST's scale, its strokes crisp.

    A nominal digit gets `height` px. `pen` is half the width of its strokes as a share of the
    height; None leaves them as they are.
    """
    scale = height / NOMINAL_SIDE
    padded = np.pad(image, 3).astype(np.float32) / 255
    smooth = cv2.resize(padded, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    inside = cv2.GaussianBlur(smooth, (0, 0), 0.4 * scale) > EDGE_LEVEL
    distance = _distance(inside) - _distance(~inside)
    half = float(np.percentile(distance[inside], 90))
    change = 0.0 if pen is None else float(np.clip(pen * height - half, -0.45 * half, 0.6 * half))
    steps = (change * share for share in (1, 0.7, 0.4))
    change = next(
        (step for step in steps if _topology(distance + step > 0) == _topology(inside)), 0
    )
    share = np.clip((distance + change) / EDGE_WIDTH + 0.5, 0, 1)
    return cropped((share * share * (3 - 2 * share)).astype(np.float32))


def _distance(mask: np.ndarray) -> np.ndarray:
    """How far each pixel of a mask (H, W) is from its edge, in px; 0 outside."""
    away = cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    return np.maximum(away - 0.5, 0)


def _topology(mask: np.ndarray) -> tuple[int, int]:
    """How many strokes and how many holes: a pen that changes them changes the digit."""
    strokes, holes = (cv2.connectedComponents(part.astype(np.uint8))[0] for part in (mask, ~mask))
    return strokes, holes


def cropped(ink: np.ndarray, level: float = 0.02) -> np.ndarray:
    """The ink (H, W) without the rows and columns of which no pixel is above `level`."""
    rows, columns = (np.flatnonzero((ink > level).any(axis=axis)) for axis in (1, 0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def written_number(
    images: np.ndarray, height: float, pen: float, random: np.random.Generator
) -> np.ndarray:
    """Images (N, 28, 28) uint8 in a row, written with one pen, apart from each other."""
    inks = [written(image, height * random.uniform(0.9, 1.1), pen) for image in images]
    gaps = [round(height * random.uniform(0.14, 0.34)) for _ in inks]
    tallest = max(len(ink) for ink in inks)
    jitter = round(0.06 * height)
    width = sum(ink.shape[1] for ink in inks) + sum(gaps)
    row = np.zeros((tallest + 2 * jitter, width), np.float32)
    left = 0
    for ink, gap in zip(inks, gaps, strict=True):
        top = (tallest - len(ink)) // 2 + int(random.integers(0, 2 * jitter + 1))
        row[top : top + len(ink), left : left + ink.shape[1]] = ink
        left += ink.shape[1] + gap
    return cropped(row)


def touching_row(images: np.ndarray, height: float, random: np.random.Generator) -> np.ndarray:
    """Images (N, 28, 28) uint8, about as tall as each other, overlapping by 1 to 3 of their px.

    Where two would still not touch, as 7 and 4 may not, they are moved on until they do; where one
    would hide the other, as an upright 1 may, they are moved back.
    """
    row = _stretched(images[0])
    for image in images[1:]:
        digit = _stretched(image)
        furthest = min(row.shape[1], digit.shape[1]) - 2
        overlap = min(int(random.integers(1, 4)), furthest)
        while overlap < furthest and _shared(row, digit, overlap) == 0:
            overlap += 1
        while overlap > 0 and _shared(row, digit, overlap) > MOST_SHARED:
            overlap -= 1
        row = _joined(row, digit, overlap)
    return written(row, height)


def _stretched(image: np.ndarray) -> np.ndarray:
    """A digit of (28, 28) uint8 in (20, w), as tall as that unless it is flat; it stands below."""
    digit = cropped(image, 0)
    scale = min(NOMINAL_SIDE / digit.shape[0], MOST_STRETCHED)
    size = (max(3, round(digit.shape[1] * scale)), round(digit.shape[0] * scale))
    digit = cv2.resize(digit, size, interpolation=cv2.INTER_LINEAR)
    return np.pad(digit, ((NOMINAL_SIDE - size[1], 0), (0, 0)))


def _shared(left: np.ndarray, right: np.ndarray, overlap: int) -> float:
    """Share of the ink of two images (20, w) uint8 that lies on the other's, the larger one."""
    one, other = left > 128, right > 128
    both = (one[:, one.shape[1] - overlap :] & other[:, :overlap]).sum()
    last = one[:, -other.shape[1] :]  # of a row about its last digit
    return float(both / max(1, min(last.sum(), other.sum())))


def _joined(left: np.ndarray, right: np.ndarray, overlap: int) -> np.ndarray:
    row = np.zeros((NOMINAL_SIDE, left.shape[1] + right.shape[1] - overlap), np.uint8)
    row[:, : left.shape[1]] = left
    at = row[:, left.shape[1] - overlap :]
    np.maximum(at, right, out=at)
    return row


def _polygon(corners: int, turn: float, aspect: float = 1.0) -> np.ndarray:
    """Corners (N, 2) of a regular polygon around 0, then stretched to `aspect`."""
    angles = turn + 2 * np.pi * np.arange(corners) / corners
    return np.stack([np.cos(angles) * aspect, np.sin(angles)], axis=1)


Outline = Callable[[np.random.Generator], np.ndarray]
FILLED_SHAPES: dict[str, Outline] = {
    "filled square": lambda random: _polygon(4, np.pi / 4 + random.normal(0, 0.1)),
    "filled disc": lambda random: _polygon(90, 0, random.uniform(0.92, 1.08)),
    "filled wide bar": lambda random: _polygon(4, np.pi / 4, random.uniform(2.2, 5)),
    "filled triangle": lambda random: _polygon(3, random.uniform(0, 2 * np.pi)),
}


def filled(name: str, size: float, random: np.random.Generator) -> np.ndarray:
    """A shape whose longer side has `size` px, filled by a hand: its outline wobbles a little."""
    corners = FILLED_SHAPES[name](random)
    starts, ends = corners[:, None], np.roll(corners, -1, axis=0)[:, None]
    steps = np.linspace(0, 1, 24, endpoint=False)[None, :, None]
    outline = (starts + (ends - starts) * steps).reshape(-1, 2)
    outline *= size / np.ptp(outline, axis=0).max()
    noise = np.fft.rfft(random.normal(0, 1, outline.shape), axis=0)
    noise[12:] = 0  # a hand does not wobble faster
    wobble = np.fft.irfft(noise, len(outline), axis=0)
    outline += wobble / wobble.std() * size * random.uniform(0.003, 0.012)
    outline += 4 - outline.min(axis=0)
    canvas = np.zeros(np.ceil(outline.max(axis=0) + 4).astype(int)[::-1], np.uint8)
    cv2.fillPoly(canvas, [np.rint(outline * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    return cropped(canvas.astype(np.float32) / 255)
