"""What is no digit, made by code, to train and to test refusal with.

Two groups that never mix: a network may be trained on TRAINING_KINDS (letters of
printed.TRAINING_FAMILIES and letters.TRAINING_STYLES among them) and on garments of
Fashion-MNIST's training half; KEPT_OUT_KINDS, with other families, styles and scribbles, and the
garments of its test half only ever test it.
"""

from collections.abc import Callable

import numpy as np

from model.picture.mnist_format import normalise, thicken_hairlines
from model.synthetic.letters import KEPT_OUT_STYLES, PRINTED_LETTERS, TRAINING_STYLES, write_letter
from model.synthetic.printed import KEPT_OUT_FAMILIES, TRAINING_FAMILIES, print_character
from model.synthetic.scribbles import KEPT_OUT_SCRIBBLES, TRAINING_SCRIBBLES

Kind = Callable[[np.random.Generator], np.ndarray]  # draws an ink map (H, W) float32 in 0..1

GARMENTS = 0.3  # share of garments among the outliers, where there are any
INKED = 60  # of 255: a brighter pixel is part of a garment
NARROW = 7  # px; a garment narrower than this is a thick 1 to anyone
AMBIGUOUS = {  # families in which a letter could be a digit
    "&": (
        *("abril-fatface", "bitter", "indie-flower", "permanent-marker", "press-start-2p"),
        *("bebas-neue", "shadows-into-light"),
    ),
    "E": ("lobster",),
    "F": ("lobster",),
}


def printed_letter(random: np.random.Generator) -> np.ndarray:
    """A letter or sign in a family to train on."""
    return _printed(random, TRAINING_FAMILIES)


def written_letter(random: np.random.Generator) -> np.ndarray:
    """A letter or sign written in a style to train on."""
    return write_letter(random, TRAINING_STYLES)


def unseen_printed_letter(random: np.random.Generator) -> np.ndarray:
    """A letter or sign in a family that is kept out of training."""
    return _printed(random, KEPT_OUT_FAMILIES)


def unseen_written_letter(random: np.random.Generator) -> np.ndarray:
    """A letter or sign written in a style that is kept out of training."""
    return write_letter(random, KEPT_OUT_STYLES)


def _printed(random: np.random.Generator, families: tuple[str, ...]) -> np.ndarray:
    letter = PRINTED_LETTERS[random.integers(len(PRINTED_LETTERS))]
    unclear = AMBIGUOUS.get(letter, ())
    return print_character(letter, random, tuple(name for name in families if name not in unclear))


# Letters come closest to digits, so they come most often.
TRAINING_KINDS: tuple[Kind, ...] = (
    *(5 * (printed_letter,)),
    *(4 * (written_letter,)),
    *TRAINING_SCRIBBLES,
)
KEPT_OUT_KINDS: tuple[Kind, ...] = (
    unseen_printed_letter,
    unseen_written_letter,
    *KEPT_OUT_SCRIBBLES,
)


def draw_outliers(
    count: int,
    seed: int,
    kinds: tuple[Kind, ...] = TRAINING_KINDS,
    garments: np.ndarray | None = None,
) -> np.ndarray:
    """`count` network inputs (N, 28, 28) uint8 that show no digit.

    Each kind comes equally often; one that is named twice comes twice as often. `garments`,
    (M, 28, 28) uint8 pictures of Fashion-MNIST, are a share GARMENTS where they are given.
    """
    random = np.random.default_rng(seed)
    garments = None if garments is None else garments[_width(garments) >= NARROW]
    images = np.zeros((count, 28, 28), np.uint8)
    for index in range(count):
        if garments is not None and random.random() < GARMENTS:
            images[index] = _garment(garments[random.integers(len(garments))], random)
        else:
            ink = kinds[random.integers(len(kinds))](random)
            images[index] = normalise(thicken_hairlines(ink))
    return images


def _garment(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A (28, 28) uint8 garment as it is, or in MNIST's measures."""
    if random.random() < 0.25:
        return picture
    return normalise(picture.astype(np.float32) / 255)


def _width(images: np.ndarray) -> np.ndarray:
    """Columns with ink of (..., 28, 28) uint8 pictures."""
    return (images > INKED).any(axis=-2).sum(axis=-1)
