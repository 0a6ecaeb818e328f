"""validation.npz: the pictures beside the weights, which the page shows its verdicts on.

Drawings lie there as they are. Photographs would hardly get smaller: theirs are the tiles of one
JPEG file, 6.7 MB for 10,000 of 32×32, on average half a level of 255 away from what they were.
"""

from pathlib import Path

import cv2
import numpy as np

ACROSS = 100  # tiles in a row of the sheet
BLOCK = 8  # px; tiles whose sides are multiples of it are compressed each by itself
AS_SHEET = (
    *(cv2.IMWRITE_JPEG_QUALITY, 98),
    *(cv2.IMWRITE_JPEG_OPTIMIZE, 1),
    *(cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444),
)


def write_shown(folder: Path, images: np.ndarray, labels: np.ndarray) -> None:
    """Write images (N, H, W) or (N, H, W, 3) uint8 and their labels (N,) into a weights folder."""
    in_colour = images.ndim == 4
    pictures = {"sheet": _as_sheet(images)} if in_colour else {"images": images}
    np.savez_compressed(folder / "validation.npz", **pictures, labels=labels.astype(np.uint8))


def read_shown(folder: Path) -> tuple[np.ndarray, np.ndarray] | None:
    """Images (N, H, W) or (N, H, W, 3) and labels (N,), uint8 both; None where there are none."""
    path = folder / "validation.npz"
    if not path.is_file():
        return None
    with np.load(path) as stored:
        labels = stored["labels"]
        if "images" in stored:
            return stored["images"], labels
        return _from_sheet(stored["sheet"], len(labels)), labels


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


def _from_sheet(file: np.ndarray, count: int) -> np.ndarray:
    """The first `count` images (count, side, side, 3) of such a file."""
    sheet = cv2.cvtColor(cv2.imdecode(file, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
    side = sheet.shape[1] // ACROSS
    tiles = sheet.reshape(-1, side, ACROSS, side, 3).swapaxes(1, 2)
    return tiles.reshape(-1, side, side, 3)[:count]
