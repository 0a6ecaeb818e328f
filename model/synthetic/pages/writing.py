"""The writing on synthetic pages: digits, figures, letters and shapes as ink maps.

Digits come from MNIST's training images, enlarged to the crisp strokes of a pen, from
`model.synthetic.digits` and from printed figures; they stand alone, in rows or scattered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import cv2
import numpy as np

from ...picture.mnist_format import tight_box
from ..digits import draw
from ..outliers.letters import TRAINING_STYLES, write_letter
from ..outliers.scribbles import TRAINING_SCRIBBLES, filled
from ..pen import log_uniform
from ..printed import print_character

PAGE_ENLARGEMENT = 4  # times MNIST's 28 px
MIN_HEIGHT, MAX_HEIGHT = 0.05, 1.0  # height of a digit, of the page's shorter side
SOURCE_SHARES = (0.56, 0.2, 0.12, 0.06, 0.06)  # MNIST, drawn, printed, letters, scribbles
LAYOUT_SHARES = (0.45, 0.08, 0.25, 0.12, 0.06, 0.04)  # see `write_page`

One = TypeVar("One")


@dataclass(frozen=True)
class Pen:
    """How one hand writes on one page.

    Attributes:
        level: where an enlarged stroke's edge lies, 0..1; a high one makes thin strokes.
        widened: of the digit's height, by which every stroke grows.
        hard: whether pixels are inked or not, with nothing in between.
    """

    level: float
    widened: float
    hard: bool


def some_pen(random: np.random.Generator) -> Pen:
    """A pen from a hairline to one that nearly fills its digit."""
    widened = random.uniform(0.02, 0.3) ** 1.5 if random.random() < 0.3 else 0.0
    return Pen(random.uniform(0.25, 0.75), widened, bool(random.random() < 0.2))


def write_page(
    random: np.random.Generator, shape: tuple[int, int], digits: np.ndarray
) -> np.ndarray:
    """The ink map (H, W) float32 in 0..1 of a page of some shape.

    `digits` (N, 28, 28) uint8 are MNIST's. A page holds one digit anywhere, one that touches all
    edges, a row, several rows, things scattered about, or nothing.
    """
    height, width = shape
    page: np.ndarray = np.zeros(shape, np.float32)
    layout = random.choice(len(LAYOUT_SHARES), p=LAYOUT_SHARES)
    pen = some_pen(random)
    shorter = min(shape)
    if layout == 0:
        side = shorter * log_uniform(random, 0.12, 0.98)
        _put(page, _glyph(random, side, pen, digits), random.uniform(0, 1, 2))
    elif layout == 1:
        glyph = _glyph(random, shorter, pen, digits)
        page = cv2.resize(glyph, (width, height), interpolation=cv2.INTER_LINEAR)
    elif layout in (2, 3):
        lines = 1 if layout == 2 else int(random.integers(2, 7))
        page = _written_lines(random, shape, lines, pen, digits)
    elif layout == 4:
        for _ in range(random.integers(2, 12)):
            side = shorter * log_uniform(random, MIN_HEIGHT, 0.4)
            _put(page, _glyph(random, side, pen, digits), random.uniform(0, 1, 2))
    return np.minimum(page, 1)


def _written_lines(
    random: np.random.Generator, shape: tuple[int, int], lines: int, pen: Pen, digits: np.ndarray
) -> np.ndarray:
    """Rows of digits of one hand, tilted as a whole."""
    height, width = shape
    page: np.ndarray = np.zeros(shape, np.float32)
    pitch = height / lines
    side = max(8.0, pitch * random.uniform(0.3, 0.95))
    side = max(8.0, min(side, random.uniform(0.12, 0.7) * width))
    top = random.uniform(0, max(1.0, height - lines * pitch + pitch - side))
    sources = _some_source(random, row=True)
    gap = random.uniform(-0.04, 0.5) * side
    for line in range(lines):
        x = random.uniform(0, 0.3) * width
        end = width * random.uniform(0.7, 1.02)
        y = top + line * pitch
        while x < end:
            glyph = _glyph(random, side * random.uniform(0.85, 1.1), pen, digits, sources)
            if x + glyph.shape[1] > width:
                break
            base = y + side - glyph.shape[0] + random.normal(0, 0.04) * side
            _paste(page, glyph, round(x), round(base))
            x += glyph.shape[1] + gap + random.uniform(0, 0.12) * side
    if random.random() < 0.4:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), random.normal(0, 9), 1)
        page = cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_LINEAR)
    return page


def _some_source(random: np.random.Generator, row: bool = False) -> int:
    source = int(random.choice(len(SOURCE_SHARES), p=SOURCE_SHARES))
    return 0 if row and source == 4 else source


def _glyph(
    random: np.random.Generator,
    side: float,
    pen: Pen,
    digits: np.ndarray,
    source: int | None = None,
) -> np.ndarray:
    """One thing that is written, its longer side `side` px: a tight ink map."""
    source = _some_source(random) if source is None else source
    if source == 0:
        ink = enlarged(digits[random.integers(len(digits))], pen.level)
    elif source == 1:
        ink = draw(int(random.integers(10)), random)
    elif source == 2:
        ink = print_character(str(random.integers(10)), random)
    elif source == 3:
        ink = write_letter(random, TRAINING_STYLES)
    else:
        scribble = filled if random.random() < 0.4 else _any(random, TRAINING_SCRIBBLES)
        ink = scribble(random)
    left, top, width, height = tight_box(ink)
    if not width:
        return np.zeros((1, 1), np.float32)
    ink = ink[top : top + height, left : left + width]
    scale = side / max(ink.shape)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    shrinks = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    ink = cv2.resize(ink, size, interpolation=shrinks)
    if source in (0, 1) and pen.widened * side >= 1:
        grown = round(pen.widened * side)
        room = cv2.copyMakeBorder(ink, grown, grown, grown, grown, cv2.BORDER_CONSTANT)
        disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (grown + 1, grown + 1))
        ink = cv2.dilate(room, disc)
    return (ink > 0.5).astype(np.float32) if pen.hard else ink


def enlarged(image: np.ndarray, level: float = 0.5) -> np.ndarray:
    """A (28, 28) uint8 image as a (112, 112) float32 ink map with the crisp edge of a pen."""
    side = PAGE_ENLARGEMENT * image.shape[0]
    smooth = cv2.resize(image.astype(np.float32) / 255, (side, side), interpolation=cv2.INTER_CUBIC)
    smooth = cv2.GaussianBlur(smooth, (0, 0), 1.2)
    return np.clip((smooth - level) / 0.2 + 0.5, 0, 1)


def _any(random: np.random.Generator, several: Sequence[One]) -> One:
    return several[int(random.integers(len(several)))]


def _put(page: np.ndarray, glyph: np.ndarray, where: np.ndarray) -> None:
    """Somewhere on the page: (0, 0) is its upper left corner, (1, 1) the lower right one."""
    room = np.subtract(page.shape, glyph.shape)
    y, x = (int(share * max(0, free)) for share, free in zip(where, room, strict=True))
    _paste(page, glyph, x, y)


def _paste(page: np.ndarray, glyph: np.ndarray, x: int, y: int) -> None:
    """The glyph's corner at (x, y); what lies beyond the page is cut off."""
    height, width = page.shape
    top, left = max(0, -y), max(0, -x)
    glyph = glyph[top : max(top, height - y), left : max(left, width - x)]
    place = page[y + top : y + top + glyph.shape[0], x + left : x + left + glyph.shape[1]]
    np.maximum(place, glyph, out=place)
