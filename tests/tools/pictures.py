"""Pictures that tests make: real MNIST digits of the shipped validation set, and pen strokes."""

import io
from collections.abc import Callable
from functools import cache
from itertools import product
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw
from pillow_heif import from_pillow

ROOT = Path(__file__).parents[2]
WEIGHTS = ROOT / "weights" / "mnist"
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


@cache
def garments_of(label: int) -> np.ndarray:
    """Those (N, 28, 28) of them with a label: trousers are 1, sneakers 7."""
    with np.load(WEIGHTS.parent / "fashion-mnist" / "validation.npz") as stored:
        return stored["images"][stored["labels"] == label]


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


def tall_seven(mode: str = "L", paper: int | tuple = 255, ink: int | tuple = 0) -> Image.Image:
    """A 7 in thick strokes, 240 × 320 pixels."""
    image = Image.new(mode, (240, 320), paper)
    ImageDraw.Draw(image).line([(60, 70), (180, 70), (110, 260)], ink, 22, joint="curve")
    return image


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    """The bytes of a picture file."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def heic() -> bytes:
    """A HEIC file as a phone writes it."""
    buffer = io.BytesIO()
    from_pillow(tall_seven().convert("RGB")).save(buffer)
    return buffer.getvalue()


# Files that are no pictures, or broken ones.
BAD_FILES: dict[str, Callable[[], bytes]] = {
    "text.png": lambda: b"These are words, not a picture.",
    "empty.png": lambda: b"",
    "truncated.jpg": lambda: encoded(tall_seven().convert("RGB"), "JPEG")[:700],
    "drawing.svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>',
    "bomb.png": lambda: encoded(Image.new("1", (14_000, 14_000)), "PNG"),
}


def zigzag(side=280):
    """A child's scribble: a dense zigzag over the whole sheet."""
    canvas = np.full((side, side), 255, np.uint8)
    points = [(40 + 200 * (turn % 2), 40 + 12 * turn) for turn in range(17)]
    cv2.polylines(canvas, [np.array(points, np.int32)], False, 0, 8, cv2.LINE_AA)
    return canvas


def noise(side: int) -> np.ndarray:
    """A random grey (side, side) uint8."""
    return np.random.default_rng(0).integers(0, 256, (side, side), np.uint8)


def salt(side: int) -> np.ndarray:
    """A fifth of the pixels black."""
    return np.where(np.random.default_rng(0).random((side, side)) < 0.2, 0, 255).astype(np.uint8)


def checks(side: int) -> np.ndarray:
    """A chessboard with squares of eight pixels."""
    y, x = np.mgrid[:side, :side]
    return ((x // 8 + y // 8) % 2 * 255).astype(np.uint8)


def rings(side: int) -> np.ndarray:
    """Black rings around the middle."""
    y, x = np.mgrid[:side, :side] - side // 2
    return np.where(np.hypot(x, y) % 20 < 5, 0, 255).astype(np.uint8)


def repeated(side: int, step: int, paint: Callable) -> np.ndarray:
    """What `paint` puts on a white page at (x, y), every `step` pixels."""
    page = np.full((side, side), 255, np.uint8)
    for y, x in product(range(step // 2, side, step), repeat=2):
        paint(page, x, y)
    return page


# Full of things that might be digits, at the side that is asked for.
CROWDED = {
    "noise": noise,
    "salt": salt,
    "checks": checks,
    "rings": rings,
    "dots": lambda side: repeated(side, 40, lambda page, x, y: cv2.circle(page, (x, y), 9, 0, -1)),
    "ones": lambda side: repeated(
        side, 30, lambda page, x, y: cv2.line(page, (x, y - 9), (x + 3, y + 9), 0, 3)
    ),
    "threes": lambda side: repeated(
        side, 50, lambda page, x, y: cv2.putText(page, "3", (x, y), 0, 1.9, 0, 5)
    ),
}
