"""Pictures that tests make: real MNIST digits of the shipped validation set, and pen strokes."""

import io
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

WEIGHTS = Path(__file__).parents[2] / "weights" / "mnist"
SEVEN = ((0.25, 0.2), (0.75, 0.2), (0.4, 0.85))


@cache
def validation() -> tuple[np.ndarray, np.ndarray]:
    """The 10,000 MNIST test images (N, 28, 28) uint8 and their labels (N,)."""
    with np.load(WEIGHTS / "validation.npz") as stored:
        return stored["images"], stored["labels"]


@cache
def shipped_garments() -> np.ndarray:
    """The 10,000 Fashion-MNIST test images (N, 28, 28) uint8."""
    with np.load(WEIGHTS.parent / "fashion-mnist" / "validation.npz") as stored:
        return stored["images"]


def enlarged(image: np.ndarray, times: int = 10) -> np.ndarray:
    """A 28×28 image with every pixel a square of `times` pixels."""
    return np.kron(image, np.ones((times, times), np.uint8))


def coloured(
    image: np.ndarray, ink: tuple[int, int, int], paper: tuple[int, int, int]
) -> np.ndarray:
    """White-on-black (H, W) as ink on paper (H, W, 3)."""
    share = image[..., None] / 255
    return np.rint(share * ink + (1 - share) * paper).astype(np.uint8)


def seven(side: int = 280, pen: int = 22) -> np.ndarray:
    """A 7 of two pen strokes, black on white, (side, side) uint8."""
    canvas = np.full((side, side), 255, np.uint8)
    points = np.array([(x * side, y * side) for x, y in SEVEN], np.int32)
    cv2.polylines(canvas, [points], False, 0, pen, cv2.LINE_AA)
    return canvas


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    """The bytes of a picture file."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def zigzag(side=280):
    """A child's scribble: a dense zigzag over the whole sheet."""
    canvas = np.full((side, side), 255, np.uint8)
    points = [(40 + 200 * (turn % 2), 40 + 12 * turn) for turn in range(17)]
    cv2.polylines(canvas, [np.array(points, np.int32)], False, 0, 8, cv2.LINE_AA)
    return canvas
