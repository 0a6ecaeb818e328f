"""Pictures as small data URLs."""

from __future__ import annotations

import base64
import io

import numpy as np
from PIL import Image

from model.picture.averaging import averaged
from model.picture.decoding import Picture

PREVIEW_SIDE = 640  # px
THUMBNAIL_SIDE = 168  # px


def preview(picture: Picture) -> str:
    """The picture as a small data URL."""
    return cropped(picture, (0, 0, picture.width, picture.height))


def cropped(picture: Picture, box: tuple[int, int, int, int]) -> str:
    """A part (left, top, right, bottom) of the picture, in its own pixels, as a small data URL."""
    height, width = picture.pixels.shape[:2]
    x, y = width / picture.width, height / picture.height
    left, top, right, bottom = box
    part = (left * x, top * y, max(right * x, left * x + 1), max(bottom * y, top * y + 1))
    left, top, right, bottom = map(round, part)
    left, top = min(left, width - 1), min(top, height - 1)
    image = shrunk(picture.pixels[top:bottom, left:right], PREVIEW_SIDE)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=85)
    return "data:image/jpeg;base64," + base64.b64encode(buffer.getvalue()).decode()


def thumbnail(pixels: np.ndarray) -> str:
    """A step of preprocessing, (H, W) or (H, W, 3) uint8, as a very small data URL."""
    return data_url(shrunk(pixels, THUMBNAIL_SIDE))


def shrunk(pixels: np.ndarray, side: int) -> Image.Image:
    """Pixels as an image whose longer side is `side` px at most."""
    height, width = pixels.shape[:2]
    scale = side / max(height, width)
    if scale < 1:
        size = max(1, round(scale * width)), max(1, round(scale * height))
        pixels = averaged(pixels, *size, halved_to=1)
    return Image.fromarray(np.ascontiguousarray(pixels))


def data_url(image: Image.Image) -> str:
    """A picture as the data URL of a PNG."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()
