"""Upright pixels → what is ink in them, whatever the light, the paper and the colours.

An ink map is (H, W) float32 in 0..1: 0 paper, 1 full ink. The ink network finds it: a coarse look
says where the writing is and how high, then that is seen again at a scale that suits its height.
Where paper of one colour lies all around, ink is what differs from it, as far as the network takes
it for writing.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
import torch

from ..networks.ink import MULTIPLE
from ..weights.shipped import SHIPPED_WEIGHTS
from ..weights.storage import read_ink
from .paper import paper_around, unlike
from .parts import LIMITS as PARTS
from .parts import find_parts
from .ruled import without_ruled_lines

WEIGHTS = SHIPPED_WEIGHTS / "ink"


@dataclass(frozen=True)
class Looks:
    """At what scale a picture is looked at.

    `python -m model.evaluate` on photographs and pages checks them.

    Attributes:
        usual: px of the longer side of a picture, unless its writing is low …
        shrunk: … if that makes it so much smaller: else it would lose sharpness for little.
        coarse: px of the longer side that the ink network sees at first.
        least_height: px of the writing, in what was looked at; lower writing is looked at again …
        height: … so that it is as high as this …
        most_enlarged: … but not more than so many times as large as it is …
        most_pixels: … nor at more pixels than this.
        tile: px of the sides of what the ink network sees at a time …
        overlap: … and of what two neighbours both see.
        confirmed: of the ink of a part on paper of one colour, so much is ink to the network, too.
    """

    usual: int = 640
    shrunk: float = 0.8
    coarse: int = 320
    least_height: float = 40.0
    height: float = 56.0
    most_enlarged: float = 3.0
    most_pixels: int = 2_400_000
    tile: int = 320
    overlap: int = 32
    confirmed: float = 0.3


LOOKS = Looks()


def find_ink(pixels: np.ndarray) -> np.ndarray:
    """The ink map of pixels (H, W, 3) uint8, at a scale that suits the height of the writing.

    Its sides are in the picture's proportion, to a pixel. Raises WeightsMissing and WeightsDamaged.
    """
    scale = LOOKS.usual / max(pixels.shape)
    usual = resized(pixels, scale) if scale < LOOKS.shrunk else pixels
    return without_ruled_lines(_all_ink(pixels, usual), pixels)


def _all_ink(pixels: np.ndarray, usual: np.ndarray) -> np.ndarray:
    """The ink map with what is left of ruled lines; `usual` are the pixels at the usual scale."""
    seen = _looked_at(pixels, usual.shape)
    paper = paper_around(usual)
    if not paper:
        return seen
    ink = unlike(usual, paper)
    closer = min(1.0, _closer(ink, pixels))
    if closer > _scale(ink, pixels):
        ink = unlike(resized(pixels, closer), paper)
    return _confirmed(ink, seen)


def _looked_at(pixels: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """What the ink network takes for ink in pixels (H, W, 3) uint8, at `shape` or larger."""
    scale = LOOKS.coarse / max(pixels.shape)
    coarse = _seen(resized(pixels, scale))
    closer = _closer(coarse, pixels)
    if closer <= scale:
        return _enlarged(coarse, shape)
    return _in_tiles(resized(pixels, closer), coarse)


def _confirmed(ink: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """An ink map without the parts that the ink network takes for something else than writing.

    Where that is all of them, all are kept: the networks of digits refuse what is no digit.
    """
    seen = _enlarged(seen, ink.shape)
    count, labels = cv2.connectedComponents((ink > PARTS.inked).astype(np.uint8))
    labels = labels.ravel()
    sizes = np.bincount(labels, minlength=count)
    shares = np.bincount(labels, seen.ravel(), count) / np.maximum(sizes, 1)
    is_other = shares < LOOKS.confirmed
    is_other[0] = False
    dropped = cv2.dilate(is_other[labels].reshape(ink.shape).astype(np.uint8), np.ones((3, 3)))
    return ink if is_other[1:].all() else ink * (1 - dropped)


def resized(pixels: np.ndarray, scale: float) -> np.ndarray:
    """Pixels (h, w, 3) at another scale; at 1 they are returned as they are."""
    if scale == 1:
        return pixels
    height, width = pixels.shape[:2]
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)


def _scale(ink: np.ndarray, pixels: np.ndarray) -> float:
    return max(ink.shape) / max(pixels.shape)


def _closer(ink: np.ndarray, pixels: np.ndarray) -> float:
    """The scale at which the writing is LOOKS.height px high, by a first look at its ink.

    It is that of the first look where its writing is high enough, and that of all pixels where no
    writing was found.
    """
    scale = _scale(ink, pixels)
    most = min(LOOKS.most_enlarged, math.sqrt(LOOKS.most_pixels / math.prod(pixels.shape[:2])))
    _, height = find_parts(ink)
    if not height:
        return max(scale, min(1.0, most))
    return (
        scale
        if height >= LOOKS.least_height
        else max(scale, min(most, scale * LOOKS.height / height))
    )


@cache
def _network() -> torch.nn.Module:
    """The shipped ink network, loaded when the first picture needs it.

    Raises WeightsMissing or WeightsDamaged.
    """
    return read_ink(WEIGHTS)


@torch.inference_mode()
def _seen(pixels: np.ndarray) -> np.ndarray:
    """What the ink network takes for ink in pixels (H, W, 3) uint8: (H, W) float32."""
    height, width = pixels.shape[:2]
    below, beside = -height % MULTIPLE, -width % MULTIPLE
    whole = cv2.copyMakeBorder(pixels, 0, below, 0, beside, cv2.BORDER_REPLICATE)
    page = torch.from_numpy(whole).permute(2, 0, 1)[None].float() / 255  # (1, 3, h, w)
    ink = torch.sigmoid(_network()(page.contiguous(memory_format=torch.channels_last)))[0]
    return ink[:height, :width].numpy()


def _in_tiles(pixels: np.ndarray, coarse: np.ndarray) -> np.ndarray:
    """The same, a tile at a time; only where a coarse look found ink, if it found any."""
    height, width = pixels.shape[:2]
    nothing = coarse.max() < 0.5
    ink = np.zeros((height, width), np.float32)
    for top, bottom in _spans(height):
        for left, right in _spans(width):
            place = _share(coarse, top / height, bottom / height, left / width, right / width)
            if nothing or place.max() >= 0.5:
                seen = _seen(pixels[top:bottom, left:right])
                # Half of what two tiles both see is each one's: at its edge a tile sees less.
                half = LOOKS.overlap // 2
                y, x = half * (top > 0), half * (left > 0)
                ink[top + y : bottom, left + x : right] = seen[y:, x:]
    return ink


def _spans(length: int) -> Iterator[tuple[int, int]]:
    """Tiles of about one length along a side, each as (start, stop) in px."""
    count = max(1, math.ceil((length - LOOKS.overlap) / (LOOKS.tile - LOOKS.overlap)))
    side = min(length, math.ceil((length + (count - 1) * LOOKS.overlap) / count))
    for number in range(count):
        start = round(number * (length - side) / max(1, count - 1))
        yield start, start + side


def _share(ink: np.ndarray, top: float, bottom: float, left: float, right: float) -> np.ndarray:
    """The pixels of a map within a rectangle, given in shares of its sides."""
    height, width = ink.shape
    rows = slice(math.floor(top * height), max(1, math.ceil(bottom * height)))
    return ink[rows, math.floor(left * width) : max(1, math.ceil(right * width))]


def _enlarged(ink: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    return cv2.resize(ink, shape[1::-1], interpolation=cv2.INTER_LINEAR)
