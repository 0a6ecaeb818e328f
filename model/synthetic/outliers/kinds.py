"""The kinds of pictures without a digit that refusal is trained with.

Among them are Fashion-MNIST's and MNIST's training images and four alphabets of Omniglot. Refusal
is tested with other fonts, letters, doodles and scribbles (tests/tools/kept_out), with Omniglot's
fifth alphabet and with the test images.
"""

from collections.abc import Callable, Iterator

import cv2
import numpy as np

from ...picture.mnist_format import normalise, thicken_hairlines, tight_box
from ..pen import log_uniform
from ..printed import TRAINING_FAMILIES, print_character
from .doodles import TRAINING_DOODLES, draw_doodle
from .foreign import foreign_letter
from .invented import invented_character
from .letters import PRINTED_LETTERS, TRAINING_STYLES, write_letter
from .misplaced import MisplacedDigits
from .scribbles import TRAINING_SCRIBBLES

Kind = Callable[[np.random.Generator], np.ndarray]  # draws an ink map (H, W) float32 in 0..1

GARMENT_LEVEL = 60  # of 255: a brighter pixel is part of a garment
MIN_GARMENT_WIDTH = 7  # px; a garment narrower than this is a thick 1 to anyone
CHARACTER_PENS = (0.03, 0.2)  # of a character's height: what its strokes are widened to
SEVERAL = ("several", "cut_wrongly")  # the kinds that show more than one digit
TURNED_SHARE = 0.4  # share of characters that lie on their side, are upside down or mirrored


def training_kinds(
    digits: np.ndarray, labels: np.ndarray, garments: np.ndarray, characters: np.ndarray
) -> dict[Kind, float]:
    """What to train refusal with, and how often each kind comes.

    Args:
        digits, labels: (N, 28, 28) uint8 and (N,) of MNIST's training half.
        garments: (N, 28, 28) uint8 of Fashion-MNIST's training half.
        characters: (N, 105, 105) uint8 of Omniglot's training alphabets.
    """
    misplaced = MisplacedDigits(digits, labels)
    broad = garments[_width(garments) >= MIN_GARMENT_WIDTH]

    def garment(random: np.random.Generator) -> np.ndarray:
        return broad[random.integers(len(broad))].astype(np.float32) / 255

    def character(random: np.random.Generator) -> np.ndarray:
        return _penned(characters[random.integers(len(characters))], random)

    scribbles = {kind: 0.01 * TRAINING_SCRIBBLES.count(kind) for kind in TRAINING_SCRIBBLES}
    return {
        character: 0.2,
        printed_letter: 0.12,
        foreign_letter: 0.1,
        written_letter: 0.06,
        invented_character: 0.1,
        doodle: 0.12,
        misplaced.several: 0.03,
        misplaced.cut_wrongly: 0.04,
        misplaced.half: 0.03,
        misplaced.turned: 0.03,
        garment: 0.08,
        **scribbles,
    }


def single(kinds: dict[Kind, float]) -> dict[Kind, float]:
    """Those of the kinds that show one thing, for rows, in which several digits are no outlier."""
    return {kind: share for kind, share in kinds.items() if kind.__name__ not in SEVERAL}


def printed_letter(random: np.random.Generator) -> np.ndarray:
    """A letter or sign in a family to train on."""
    letter = PRINTED_LETTERS[random.integers(len(PRINTED_LETTERS))]
    return print_character(letter, random, TRAINING_FAMILIES)


def written_letter(random: np.random.Generator) -> np.ndarray:
    """A letter or sign written in a style to train on."""
    return write_letter(random, TRAINING_STYLES)


def doodle(random: np.random.Generator) -> np.ndarray:
    """A sign or doodle to train on."""
    return draw_doodle(random, TRAINING_DOODLES)


def draw_outliers(count: int, seed: int, kinds: dict[Kind, float]) -> np.ndarray:
    """`count` network inputs (N, 28, 28) uint8 that show no digit, of `kinds` and their weights."""
    drawn = outlier_inks(count, seed, kinds)
    return np.stack([normalise(thicken_hairlines(ink)) for ink in drawn])


def outlier_inks(count: int, seed: int, kinds: dict[Kind, float]) -> Iterator[np.ndarray]:
    """The ink maps (H, W) float32 of `count` outliers, of `kinds` and their weights."""
    random = np.random.default_rng(seed)
    every, weights = list(kinds), np.array(list(kinds.values()))
    picked = random.choice(len(every), count, p=weights / weights.sum())
    for index in picked:
        yield every[index](random)


def _penned(character: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A (105, 105) uint8 character as an ink map, with any pen and some of them turned."""
    left, top, width, height = tight_box(character.astype(np.float32) / 255)
    ink = cv2.resize(character[top : top + height, left : left + width], None, fx=2, fy=2)
    pen = log_uniform(random, *CHARACTER_PENS)
    extra = max(1, round(pen * max(ink.shape)) - 5)  # its own strokes are about 5 px wide
    ink = cv2.copyMakeBorder(ink, extra, extra, extra, extra, cv2.BORDER_CONSTANT)
    ink = cv2.dilate(ink, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (extra, extra)))
    if random.random() < TURNED_SHARE:
        ink = np.rot90(ink, int(random.integers(4)))
        ink = ink if random.random() < 0.5 else np.fliplr(ink)
    return np.ascontiguousarray(ink).astype(np.float32) / 255


def _width(images: np.ndarray) -> np.ndarray:
    """Columns with ink of (..., 28, 28) uint8 pictures."""
    return (images > GARMENT_LEVEL).any(axis=-2).sum(axis=-1)
