"""Upright pixels → proposals of what is ink in them, whatever the light, the paper and the colours.

An ink map is (H, W) float32 in 0..1: 0 paper, 1 full ink. Where paper of one colour lies all
around, as drawing programs make it, ink is what differs from it. Elsewhere the ink network looks
for it; beside its map stand guesses: the difference from either of two flat colours, and from the
local background, darker and lighter. Which one is right is for the reader of digits to judge.
"""

from collections.abc import Iterator
from functools import cache, partial, reduce
from typing import NamedTuple

import cv2
import numpy as np
import torch

from ..networks.ink import MULTIPLE
from ..weights.shipped import SHIPPED_WEIGHTS
from ..weights.storage import read_ink

WEIGHTS = SHIPPED_WEIGHTS / "ink"
NETWORK_SIDES = (320, 640)  # px: at half its longer side the ink network looks at a page, within
FLAT = 0.95  # of the pixels: so many have one of two colours, or lie between, where it is flat …
SOFT = 0.8  # … and so many of these have one of the two
EVEN = 3  # grey levels within which a colour is one
EDGE = 0.98  # of the picture's edge that paper of one colour fills, where it lies all around …
SMALL_EDGE = 0.55  # … or that of a picture of SMALL px, too small for shadows and ruled lines …
SMALL = 64  # px of the longer side
LEAST_PAPER = 0.3  # … and of the whole picture
GRAIN = 12  # grey levels by which grainy paper, which is not of one colour, differs from it …
MOST_GRAIN = 0.06  # … in more of the picture than this
SHEET = 0.2  # of the picture that a sheet on a table fills, at least …
RECTANGULAR = 0.88  # … and of its tightest rectangle, however turned
FULL = 0.02  # of the inked pixels are as dark as full ink; hairlines hardly are anywhere
APART = 40.0  # grey levels by which the two differ at least
GUESSED = 0.1  # nats by which a reading of guessed ink must be surer than one of known ink
LEAST_SHARE = 1e-4  # of a pixel's ink: no map is surer than that
DOWNSCALED_SIDE = 96  # px of the longer side at which the local background is estimated, at most
WINDOW = 0.45  # of the downscaled picture's longer side: no stroke of a digit is broader
LEAST_CONTRAST = 14.0  # grey levels of 255 by which ink must differ from its paper
LEVELS = np.arange(256, dtype=np.float32)  # of grey


class InkProposal(NamedTuple):
    """What may be the ink of a picture.

    Attributes:
        ink: (H, W) float32 in 0..1.
        handicap: nats by which its reading must be surer than that of a proposal without one.
    """

    ink: np.ndarray
    handicap: float


def propose_ink(pixels: np.ndarray) -> Iterator[InkProposal]:
    """Proposals of the ink in pixels (H, W, 3) uint8, each found when it is asked for.

    Where paper of one colour lies all around a thing, there is nothing to guess.
    Elsewhere the first is what the ink network finds. Any other is a guess, with a handicap:
    GUESSED, and by how much it contradicts the first.
    """
    if paper := _paper_around(pixels):
        yield InkProposal(_unlike(pixels, paper), 0.0)
        return
    learned = _learned(pixels)
    yield InkProposal(learned, 0.0)
    for guess in (
        *(partial(_unlike, pixels, paper) for paper in _flat_colours(pixels)),
        partial(_darker, pixels),
        partial(_darker, cv2.bitwise_not(pixels)),
    ):
        ink = guess()
        yield InkProposal(ink, GUESSED + contradiction(ink, learned))


def contradiction(ink: np.ndarray, learned: np.ndarray) -> float:
    """How surely an ink map is wrong by the ink network's: a mean cross-entropy in nats.

    Both are (H, W) float32 in 0..1; the mean is over all pixels that are ink to either.
    """
    inked = ink > 0.5
    either = inked | (learned > 0.5)
    if not either.any():
        return 0.0
    share = np.where(inked, learned, 1 - learned)[either]
    return float(-np.log(np.maximum(share, LEAST_SHARE)).mean())


def _flat_colours(pixels: np.ndarray) -> list[tuple[int, ...]]:
    """The two colours that a picture is of, the more frequent one first; none where there are more.

    What lies between the two is the soft edge of a stroke.
    """
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    counts = cv2.calcHist([grey], [0], None, [256], [0, 256]).ravel()
    first = int(counts.argmax())
    second = int(np.where(np.abs(LEVELS - first) >= APART, counts, -1).argmax())
    near = [counts[max(0, level - EVEN) : level + EVEN + 1].sum() for level in (first, second)]
    between = counts[max(0, min(first, second) - EVEN) : max(first, second) + EVEN + 1].sum()
    if not counts[second] or min(between, sum(near) / SOFT) < FLAT * grey.size:
        return []
    places = (
        np.unravel_index(int((grey == level).argmax()), grey.shape) for level in (first, second)
    )
    return [tuple(pixels[place].tolist()) for place in places]


def _paper_around(pixels: np.ndarray) -> tuple[float, ...] | None:
    """The one colour all around a drawing or another thing; None where there is no such paper.

    Not where the thing is itself a sheet, a broad light rectangle: then the colour is a table.
    """
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])  # (N, 3)
    paper = np.median(edge, axis=0)
    even = cv2.inRange(pixels, paper - EVEN, paper + EVEN)  # (H, W), 255 where it is paper
    share = cv2.countNonZero(even) / even.size
    nearly = cv2.countNonZero(cv2.inRange(pixels, paper - GRAIN, paper + GRAIN)) / even.size
    around = (np.abs(edge - paper).max(axis=1) <= EVEN).mean()
    least = SMALL_EDGE if max(even.shape) <= SMALL else EDGE
    if around < least or share < LEAST_PAPER or nearly - share > MOST_GRAIN:
        return None
    is_lighter = sum(cv2.mean(pixels, 255 - even)[:3]) > paper.sum()
    return None if is_lighter and _is_sheet(255 - even) else tuple(paper.tolist())


def _is_sheet(thing: np.ndarray) -> bool:
    """Whether the largest piece of a mask (H, W) uint8 is a broad rectangle, seen from anywhere."""
    outlines, _ = cv2.findContours(thing, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    outline = max(outlines, key=cv2.contourArea, default=None)
    if outline is None or cv2.contourArea(outline) < SHEET * thing.size:
        return False
    _, (width, height), _ = cv2.minAreaRect(outline)
    return cv2.contourArea(outline) > RECTANGULAR * width * height


def _unlike(pixels: np.ndarray, paper: tuple[float, ...]) -> np.ndarray:
    """How far pixels (H, W, 3) uint8 are from the colour of the paper, in any channel."""
    depth = reduce(cv2.max, cv2.split(cv2.absdiff(pixels, np.array((*paper, 0.0)))))
    counts = cv2.calcHist([depth], [0], None, [256], [0, 256]).ravel()
    below = np.cumsum(np.where(LEVELS >= LEAST_CONTRAST, counts, 0))
    full = max(LEAST_CONTRAST, float(np.searchsorted(below, (1 - FULL) * below[-1])))
    shares = np.where((LEVELS > EVEN) & (below[-1] > 0), np.minimum(LEVELS / full, 1), 0)
    return cv2.LUT(depth, shares.astype(np.float32))


@cache
def _network() -> torch.nn.Module:
    """The shipped ink network, loaded when the first picture needs it.

    Raises WeightsMissing or WeightsDamaged.
    """
    return read_ink(WEIGHTS)


@torch.inference_mode()
def _learned(pixels: np.ndarray) -> np.ndarray:
    """What the ink network takes for ink in pixels (H, W, 3) uint8: (H, W) float32."""
    height, width = pixels.shape[:2]
    least, most = NETWORK_SIDES
    scale = min(most, max(least, max(height, width) // 2)) / max(height, width)
    size = [max(MULTIPLE, MULTIPLE * round(scale * n / MULTIPLE)) for n in (width, height)]
    shrinks = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = cv2.resize(pixels, size, interpolation=shrinks)
    page = torch.from_numpy(small).permute(2, 0, 1)[None].float() / 255  # (1, 3, h, w)
    ink = torch.sigmoid(_network()(page.contiguous(memory_format=torch.channels_last)))[0].numpy()
    return cv2.resize(ink, (width, height), interpolation=cv2.INTER_LINEAR)


def _darker(pixels: np.ndarray) -> np.ndarray:
    """How much darker pixels (H, W, 3) uint8 are than their local background, in any channel.

    A grey-scale closing removes every stroke narrower than its window and leaves shadows and
    gradients, the local background of Sauvola & Pietikäinen's and other document binarisers.
    """
    paper = _paper(_downscaled(pixels))
    paper = cv2.resize(paper, pixels.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    depth = reduce(cv2.max, cv2.split(cv2.subtract(paper, pixels)))  # (H, W) uint8
    counts = cv2.calcHist([depth], [0], None, [256], [0, 256]).ravel()
    floor = _noise_floor(counts)
    above = np.where(floor < LEVELS, counts, 0)
    peak = _full_ink(above)
    if peak - floor < LEAST_CONTRAST:
        return np.zeros(depth.shape, np.float32)
    shares = np.clip((LEVELS - floor) / (peak - floor), 0, 1)
    return cv2.LUT(depth, shares.astype(np.float32))


def _downscaled(pixels: np.ndarray) -> np.ndarray:
    height, width = pixels.shape[:2]
    times = -(-max(height, width) // DOWNSCALED_SIDE)  # a whole number is many times faster
    size = (max(1, round(width / times)), max(1, round(height / times)))
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)


def _paper(downscaled: np.ndarray) -> np.ndarray:
    side = max(downscaled.shape[:2])
    window = max(3, round(side * WINDOW)) | 1
    calm = cv2.medianBlur(downscaled, 3) if side >= 40 else downscaled
    closed = cv2.morphologyEx(calm, cv2.MORPH_CLOSE, np.ones((window, window), np.uint8))
    return cv2.blur(closed, (5, 5)) if side >= 40 else closed


def _noise_floor(counts: np.ndarray) -> float:
    """Grey levels up to which a difference is paper grain: three deviations above the median.

    `counts` (256,) is the histogram of the differences.
    """
    below = np.cumsum(counts)
    lower, median = (int(np.searchsorted(below, below[-1] * part)) for part in (0.2, 0.5))
    return median + 3.6 * (median - lower) if median < 40 else 0.0


def _full_ink(counts: np.ndarray) -> float:
    """Grey levels of the pen's full darkness: the median of what Otsu (1979) calls ink, or 0."""
    total = counts.sum()
    if not total:
        return 0.0
    share = counts / total
    lower, moment = np.cumsum(share), np.cumsum(share * LEVELS)
    between = (moment[-1] * lower - moment) ** 2 / np.maximum(lower * (1 - lower), 1e-7)
    inked = np.where(int(np.argmax(between)) < LEVELS, counts, 0)
    below = np.cumsum(inked if inked.any() else counts)
    return float(np.searchsorted(below, below[-1] / 2, side="right"))
