"""The kinds of pictures without a digit that refusal is tested with; nothing is trained on them."""

from pathlib import Path

import numpy as np

from model.synthetic.outliers.doodles import Doodle, draw_doodle
from model.synthetic.outliers.kinds import Kind
from model.synthetic.outliers.letters import FAR_LETTERS, NEAR_LETTERS, write_letter
from model.synthetic.pen import Stroke, line
from model.synthetic.printed import print_character
from model.synthetic.style_table import read_styles
from tests.tools.kept_out.scribbles import KEPT_OUT_SCRIBBLES

HERE = Path(__file__).parent
# No family is related to one of model.synthetic.printed.TRAINING_FAMILIES.
KEPT_OUT_FAMILIES = (
    *("arimo", "source-sans-3", "work-sans", "dm-sans", "fira-sans", "roboto", "rubik", "archivo"),
    *("josefin-sans", "pt-serif", "lora", "crimson-pro", "arvo", "zilla-slab", "bodoni-moda"),
    *("inconsolata", "space-mono", "bebas-neue", "comfortaa", "shadows-into-light"),
)


def _asterisk(r: np.random.Generator) -> list[Stroke]:
    angles = np.radians(np.arange(0, 180, 60) + r.uniform(0, 60))
    return [0.5 + 0.5 * np.outer([1, -1], [np.cos(a), np.sin(a)]) for a in angles]


def _ladder(r: np.random.Generator) -> list[Stroke]:
    rungs = [line((0, y), (0.45, y)) for y in np.linspace(0.15, 0.85, int(r.integers(3, 6)))]
    return [line((0, 0), (0, 1)), line((0.45, 0), (0.45, 1)), *rungs]


KEPT_OUT_LETTERS: tuple[Doodle, ...] = (*read_styles(HERE / "letters.txt"), _asterisk)
KEPT_OUT_DOODLES: tuple[Doodle, ...] = (*read_styles(HERE / "doodles.txt"), _ladder)


def unseen_far_letter(random: np.random.Generator) -> np.ndarray:
    """A letter or sign far from any digit, printed."""
    return _printed(FAR_LETTERS, random)


def unseen_near_letter(random: np.random.Generator) -> np.ndarray:
    """A letter or sign that comes near a digit, printed."""
    return _printed(NEAR_LETTERS, random)


def unseen_written_letter(random: np.random.Generator) -> np.ndarray:
    """A letter or sign, written with a pen."""
    return write_letter(random, KEPT_OUT_LETTERS)


def unseen_doodle(random: np.random.Generator) -> np.ndarray:
    """A sign or doodle."""
    return draw_doodle(random, KEPT_OUT_DOODLES)


def _printed(letters: str, random: np.random.Generator) -> np.ndarray:
    letter = letters[random.integers(len(letters))]
    return print_character(letter, random, KEPT_OUT_FAMILIES)


KEPT_OUT_KINDS: tuple[Kind, ...] = (
    unseen_far_letter,
    unseen_near_letter,
    unseen_written_letter,
    unseen_doodle,
    *KEPT_OUT_SCRIBBLES,
)
