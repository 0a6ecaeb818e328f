"""Preprocessing of garments to 28×28, as Fashion-MNIST was made.

Trim to the garment, shrink its longer side to 28 px, centre its box, negate the grey levels so that
the background is black (Xiao, Rasul & Vollgraf, "Fashion-MNIST", arXiv 1708.07747, section 2).
Sharpening is left out: it suits one camera, and enlarged test pictures are recovered without it.
"""

import cv2
import numpy as np

from .messages import t
from .picture.decoding import PictureSource, decode
from .picture.findings import Finding, Judge, judged
from .picture.mnist_format import SIDE
from .picture.steps import Prepared, Step

BORDER = 0.03  # width of the border that shows the background, as a share of the sides
NOISE_FACTOR = 6.0  # multiple of the background's spread; pixels that differ by more are garment
MIN_DIFFERENCE = 1.0  # grey levels; the same limit for a background without noise
FRAME_FILLING = 0.97  # share of the picture; a larger garment fills the frame
MIN_PIECE = 0.002  # share of the picture's area; smaller pieces are dirt


def find_garment(source: PictureSource, judge: Judge) -> list[list[Finding]]:
    """The garment in a picture; a blank one has no box. Raises UnreadablePicture."""
    return [[judged(prepare_garment(source), judge)]]


def prepare_garment(source: PictureSource) -> Prepared:
    """A garment on an even background, or filling the frame, prepared for the network.

    A blank picture has no box and a black model_input. Raises UnreadablePicture.
    """
    picture = decode(source)
    original = Step(t("step_picture"), t("step_picture_caption"), picture.pixels)
    background, grain = _background(picture.pixels)
    box = _box(picture.pixels, background, max(MIN_DIFFERENCE, NOISE_FACTOR * grain))
    if box is None:
        return Prepared(np.zeros((SIDE, SIDE), np.uint8), None, lambda: (original,))
    left, top, right, bottom = box
    levels = _levels(picture.pixels[top:bottom, left:right], background)
    model_input, offset = _fitted(levels)
    height, width = picture.pixels.shape[:2]
    x, y = picture.width / width, picture.height / height
    pixel = max(right - left, bottom - top) / SIDE
    frame_left, frame_top = left - offset[0] * pixel, top - offset[1] * pixel
    steps = (
        original,
        Step(t("step_levels"), t("step_levels_caption"), levels),
        Step("28 × 28", t("step_28_caption"), model_input),
    )
    return Prepared(
        model_input,
        (int(left * x), int(top * y), round(right * x), round(bottom * y)),
        lambda: steps,
        (
            frame_left * x,
            frame_top * y,
            (frame_left + SIDE * pixel) * x,
            (frame_top + SIDE * pixel) * y,
        ),
    )


def _background(pixels: np.ndarray) -> tuple[np.ndarray, float]:
    """The most frequent colour (3,) of the picture's border, and its spread."""
    height, width = pixels.shape[:2]
    band = max(1, round(BORDER * min(height, width)))
    edge = np.concatenate(
        [
            pixels[:band].reshape(-1, 3),
            pixels[-band:].reshape(-1, 3),
            pixels[:, :band].reshape(-1, 3),
            pixels[:, -band:].reshape(-1, 3),
        ]
    )
    # Of dark and light the one that fills more of the edge: a garment may reach it too.
    grey = edge.mean(axis=1)
    threshold, _ = cv2.threshold(grey.astype(np.uint8), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    light = grey > threshold
    shown = edge[light if light.mean() >= 0.5 else ~light]
    colour = np.median(shown, axis=0)
    return colour, float(np.median(np.abs(shown - colour).max(axis=1)))


def _box(
    pixels: np.ndarray, background: np.ndarray, contrast: float
) -> tuple[int, int, int, int] | None:
    """(left, top, right, bottom) of all that differs from the background, specks left out."""
    difference = np.abs(pixels.astype(np.float32) - background).max(axis=2)
    differs = (difference >= contrast).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(differs, connectivity=8)
    pieces = stats[1:][stats[1:, cv2.CC_STAT_AREA] >= max(1, MIN_PIECE * differs.size)]
    if count < 2 or not len(pieces):
        return None
    left, top = (int(pieces[:, column].min()) for column in (cv2.CC_STAT_LEFT, cv2.CC_STAT_TOP))
    right = int((pieces[:, cv2.CC_STAT_LEFT] + pieces[:, cv2.CC_STAT_WIDTH]).max())
    bottom = int((pieces[:, cv2.CC_STAT_TOP] + pieces[:, cv2.CC_STAT_HEIGHT]).max())
    height, width = pixels.shape[:2]
    if (right - left) * (bottom - top) > FRAME_FILLING * width * height:
        return 0, 0, width, height
    return left, top, right, bottom


def _levels(pixels: np.ndarray, background: np.ndarray) -> np.ndarray:
    """Grey levels (H, W) uint8, the background as 0 and what is farthest from it as 255."""
    grey = cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2GRAY).astype(np.float32)
    paper = float(background @ np.array([0.299, 0.587, 0.114]))
    depth, room = (paper - grey, paper) if paper >= 128 else (grey - paper, 255 - paper)
    return np.clip(np.rint(depth * 255 / room), 0, 255).astype(np.uint8)


def _fitted(levels: np.ndarray) -> tuple[np.ndarray, tuple[int, int]]:
    """(28, 28) uint8 with the longer side filled, and how far in (columns, rows) it begins."""
    height, width = levels.shape
    scale = SIDE / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = cv2.resize(levels, size, interpolation=interpolation)
    left, top = (SIDE - size[0] + 1) // 2, (SIDE - size[1] + 1) // 2  # as Fashion-MNIST has it
    canvas = np.zeros((SIDE, SIDE), np.uint8)
    canvas[top : top + size[1], left : left + size[0]] = small
    return canvas, (left, top)
