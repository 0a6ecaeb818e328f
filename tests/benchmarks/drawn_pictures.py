"""Pictures that the benchmarks read: digits drawn by code on paper, as arrays and as photos."""

import cv2
import numpy as np
from PIL import Image

from model.synthetic.digits import draw
from tests.tools.pictures import encoded

SEED = 2026
WARM = np.array([1, 0.96, 0.86], np.float32)  # the colour of a lamp's light


def page_of_digits(count: int, height: int, width: int) -> np.ndarray:
    """`count` digits in rows on white paper, dark on light: (height, width, 3) uint8."""
    random = np.random.default_rng(SEED)
    rows = max(1, round((count * height / width) ** 0.5))
    columns = -(-count // rows)
    cell = min(height / rows, width / columns)
    page = np.full((height, width), 255, np.uint8)
    for index in range(count):
        ink = draw(index % 10, random)
        scale = 0.7 * cell / max(ink.shape)
        ink = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        middle = (index // columns + 0.5) * height / rows, (index % columns + 0.5) * width / columns
        top, left = (round(at - n / 2) for at, n in zip(middle, ink.shape, strict=True))
        paper = page[top : top + ink.shape[0], left : left + ink.shape[1]]
        paper[:] = paper - ink * 225
    return cv2.cvtColor(page, cv2.COLOR_GRAY2RGB)


def photo(height: int, width: int) -> bytes:
    """One digit on shaded, grainy paper in warm light as a camera's JPEG."""
    random = np.random.default_rng(SEED)
    page = page_of_digits(1, height, width)
    shade = np.linspace(0.6, 0.9, width, dtype=np.float32)[:, None]
    for rows in np.array_split(page, 16):  # grain for the whole page at once would fill memory
        grain = random.normal(0, 4, rows.shape[:2]).astype(np.float32)[..., None]
        rows[:] = np.clip(rows * shade * WARM + grain, 0, 255)
    return encoded(Image.fromarray(page), "JPEG", quality=88)
