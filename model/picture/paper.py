"""Paper of one colour all around, as drawing programs and scanners make it."""

from dataclasses import dataclass
from functools import reduce

import cv2
import numpy as np


@dataclass(frozen=True)
class PaperLimits:
    """What paper of one colour is; `python -m tests.benchmarks.paper` checks them.

    Attributes:
        even: grey levels within which a colour is one.
        edge: of the picture's edge that the paper fills …
        small_edge: … or that of a picture of `small` px, too small for shadows and ruled lines …
        small: px of the longer side.
        share: … and of the whole picture.
        grain: grey levels by which grainy paper, which is not of one colour, differs from it …
        most_grain: … in more of the picture than this.
        sheet: of the picture that a sheet on a table fills, at least …
        rectangular: … and of its tightest rectangle, however turned.
        full: of the inked pixels are as dark as full ink.
        least_contrast: grey levels by which ink must differ from its paper.
    """

    even: int = 3
    edge: float = 0.85
    small_edge: float = 0.55
    small: int = 64
    share: float = 0.3
    grain: int = 12
    most_grain: float = 0.06
    sheet: float = 0.2
    rectangular: float = 0.88
    full: float = 0.02
    least_contrast: float = 14.0


LIMITS = PaperLimits()
LEVELS = np.arange(256, dtype=np.float32)  # of grey


def paper_around(pixels: np.ndarray) -> tuple[float, ...] | None:
    """The one colour all around a drawing or another thing; None where there is no such paper.

    Not where the thing is itself a sheet, a broad light rectangle: then the colour is a table.
    """
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])  # (N, 3)
    paper = np.median(edge, axis=0)
    even = cv2.inRange(
        pixels, paper - LIMITS.even, paper + LIMITS.even
    )  # (H, W), 255 where it is paper
    share = cv2.countNonZero(even) / even.size
    nearly = (
        cv2.countNonZero(cv2.inRange(pixels, paper - LIMITS.grain, paper + LIMITS.grain))
        / even.size
    )
    around = (np.abs(edge - paper).max(axis=1) <= LIMITS.even).mean()
    least = LIMITS.small_edge if max(even.shape) <= LIMITS.small else LIMITS.edge
    if around < least or share < LIMITS.share or nearly - share > LIMITS.most_grain:
        return None
    is_lighter = sum(cv2.mean(pixels, 255 - even)[:3]) > paper.sum()
    return None if is_lighter and _is_sheet(255 - even) else tuple(paper.tolist())


def _near(pixels: np.ndarray, colour: np.ndarray, levels: int) -> np.ndarray:
    """(H, W) uint8, 255 where a pixel is within so many levels of a colour in every channel."""
    return cv2.inRange(pixels, colour - levels, colour + levels)


def _is_sheet(thing: np.ndarray) -> bool:
    """Whether the largest piece of a mask (H, W) uint8 is a broad rectangle, seen from anywhere."""
    outlines, _ = cv2.findContours(thing, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    outline = max(outlines, key=cv2.contourArea, default=None)
    if outline is None or cv2.contourArea(outline) < LIMITS.sheet * thing.size:
        return False
    _, (width, height), _ = cv2.minAreaRect(outline)
    return cv2.contourArea(outline) > LIMITS.rectangular * width * height


def unlike(pixels: np.ndarray, paper: tuple[float, ...]) -> np.ndarray:
    """How far pixels (H, W, 3) uint8 are from the colour of the paper, in any channel."""
    depth = reduce(cv2.max, cv2.split(cv2.absdiff(pixels, np.array((*paper, 0.0)))))
    counts = cv2.calcHist([depth], [0], None, [256], [0, 256]).ravel()
    below = np.cumsum(np.where(LIMITS.least_contrast <= LEVELS, counts, 0))
    darkest = float(np.searchsorted(below, (1 - LIMITS.full) * below[-1]))
    full = max(LIMITS.least_contrast, darkest)
    shares = np.where((LIMITS.even < LEVELS) & (below[-1] > 0), np.minimum(LEVELS / full, 1), 0)
    return cv2.LUT(depth, shares.astype(np.float32))
