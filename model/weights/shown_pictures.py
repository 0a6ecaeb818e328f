"""Pictures in a weights folder: validation.npz, shown with verdicts on the page, and replay.npz.

Drawings are stored without loss. Photographs, which hardly compress so, are the tiles of one JPEG
file: 6.7 MB for 10,000 of 32×32, with a mean error of half a grey level of 255.
"""

from pathlib import Path

import cv2
import numpy as np

from .contents import read_arrays
from .errors import damaged

ACROSS = 100  # tiles in a row of the sheet
BLOCK = 8  # px of a JPEG block; tiles of a multiple of it do not mix
AS_SHEET = (
    *(cv2.IMWRITE_JPEG_QUALITY, 98),
    *(cv2.IMWRITE_JPEG_OPTIMIZE, 1),
    *(cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444),
)

Pictures = tuple[np.ndarray, np.ndarray]  # images and labels


def write_shown(folder: Path, images: np.ndarray, labels: np.ndarray) -> None:
    """Write images (N, H, W) or (N, H, W, 3) uint8 and their labels (N,) into a weights folder."""
    path, labels = folder / "validation.npz", labels.astype(np.uint8)
    if images.ndim == 4:
        np.savez_compressed(path, sheet=_as_sheet(images), labels=labels)
    else:
        np.savez_compressed(path, images=images, labels=labels)


def read_shown(folder: Path) -> Pictures | None:
    """The pictures of validation.npz; None where there are none. Raises WeightsDamaged."""
    return read_pictures(folder, "validation.npz")


def read_pictures(folder: Path, name: str) -> Pictures | None:
    """Images (N, H, W) or (N, H, W, 3) uint8 and labels (N,), whole numbers from 0 on.

    None where there is no such file. Raises WeightsDamaged.
    """
    stored = read_arrays(folder, name)
    if stored is None:
        return None
    try:
        labels = stored["labels"]
        images = stored["images"] if "images" in stored else _from_sheet(stored["sheet"], labels)
        fine = images.dtype == np.uint8 and images.ndim in (3, 4) and 0 not in images.shape
        fine = fine and labels.dtype.kind in "iu" and labels.shape == images.shape[:1]
        fine = fine and labels.min() >= 0
    except (KeyError, ValueError, TypeError, cv2.error):
        fine = False
    if not fine:
        raise damaged(folder, f"pictures in {name}", name)
    return images, labels


def _as_sheet(images: np.ndarray) -> np.ndarray:
    """One JPEG file (bytes,) uint8 with square images (N, side, side, 3) in rows of ACROSS."""
    count, side, _, channels = images.shape
    assert side % BLOCK == 0, "what is compressed together would blur into its neighbour"
    rows = -(-count // ACROSS)
    tiles = np.zeros((rows * ACROSS, side, side, channels), np.uint8)
    tiles[:count] = images
    tiles = tiles.reshape(rows, ACROSS, side, side, channels).swapaxes(1, 2)
    sheet = tiles.reshape(rows * side, ACROSS * side, channels)
    return cv2.imencode(".jpg", sheet[:, :, ::-1], AS_SHEET)[1]


def _from_sheet(file: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """As many images (N, side, side, 3) of such a file as there are labels."""
    decoded = cv2.imdecode(file, cv2.IMREAD_COLOR)
    if decoded is None:
        raise ValueError("The sheet is no JPEG file.")
    sheet = cv2.cvtColor(decoded, cv2.COLOR_BGR2RGB)
    side = sheet.shape[1] // ACROSS
    tiles = sheet.reshape(-1, side, ACROSS, side, 3).swapaxes(1, 2)
    return tiles.reshape(-1, side, side, 3)[: len(labels)]
