"""Outliers for photographs: pages of writing, drawings and noise as 32×32 pictures in colour."""

import cv2
import numpy as np

from ..photographs.preparation import PHOTO_SIDE
from .outliers.doodles import TRAINING_DOODLES, draw_doodle
from .outliers.scribbles import TRAINING_SCRIBBLES
from .pages.page import PAGE_SHAPES, draw_page
from .pages.papers import clouds, some_colours

DRAWN_SIDE = 128  # px of a picture before it is shrunk


def draw_no_pictures(count: int, seed: int, digits: np.ndarray) -> np.ndarray:
    """`count` pictures (N, 32, 32, 3) uint8; `digits` (N, 28, 28) uint8 may be written on them."""
    random = np.random.default_rng(seed)
    kinds = (_page, _digit, _doodle, _scribble, _noise)
    large = (kinds[index % len(kinds)](random, digits) for index in range(count))
    size = (PHOTO_SIDE, PHOTO_SIDE)
    return np.stack([cv2.resize(one, size, interpolation=cv2.INTER_AREA) for one in large])


def _page(random: np.random.Generator, digits: np.ndarray) -> np.ndarray:
    """A page with writing, as a camera or a scanner sees it."""
    return draw_page(int(random.integers(2**31)), 0, digits, PAGE_SHAPES[0])[0]


def _digit(random: np.random.Generator, digits: np.ndarray) -> np.ndarray:
    """One digit, in any two colours."""
    ink = digits[random.integers(len(digits))].astype(np.float32) / 255
    large = cv2.resize(ink, (DRAWN_SIDE, DRAWN_SIDE), interpolation=cv2.INTER_CUBIC)
    return _coloured(large, random)


def _doodle(random: np.random.Generator, digits: np.ndarray) -> np.ndarray:
    """A sign or a doodle."""
    return _coloured(_in_the_middle(draw_doodle(random, TRAINING_DOODLES), random), random)


def _scribble(random: np.random.Generator, digits: np.ndarray) -> np.ndarray:
    """A scribble, a filled shape or a pattern."""
    kind = TRAINING_SCRIBBLES[random.integers(len(TRAINING_SCRIBBLES))]
    return _coloured(_in_the_middle(kind(random), random), random)


def _noise(random: np.random.Generator, digits: np.ndarray) -> np.ndarray:
    """Clouds and grain of two colours."""
    share = 0.5 + 0.3 * clouds(random, (DRAWN_SIDE, DRAWN_SIDE), int(random.integers(2, 40)))
    share += random.normal(0, random.uniform(0, 0.5), share.shape)
    return _coloured(share.astype(np.float32), random)


def _in_the_middle(ink: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """An ink map in the centre of a square that is at most half as large again."""
    edge = int(max(ink.shape) * random.uniform(1.05, 1.5))
    square = np.zeros((edge, edge), np.float32)
    top, left = (edge - ink.shape[0]) // 2, (edge - ink.shape[1]) // 2
    square[top : top + ink.shape[0], left : left + ink.shape[1]] = ink
    return cv2.resize(square, (DRAWN_SIDE, DRAWN_SIDE), interpolation=cv2.INTER_AREA)


def _coloured(ink: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """An ink map (H, W) as a picture (H, W, 3) uint8 in two colours with a little noise."""
    paper, colour = some_colours(random)
    share = np.clip(ink, 0, 1)[:, :, None]
    grain = random.normal(0, random.uniform(0, 8), ink.shape)[:, :, None]
    return np.clip(paper + share * (colour - paper) + grain, 0, 255).astype(np.uint8)
