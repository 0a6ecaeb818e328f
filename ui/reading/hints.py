"""Plain words for what gets no name: its probable reason, what to do, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from model import Prediction
from model.data.datasets import DataSet
from model.picture.decoding import Picture
from model.predictor import TOUCHING, UNSURE
from ui.languages.phrase import phrase, plural

LEAST_SHARE = 0.12  # of the pad's height: what is lower and refused was drawn too small …
LEAST_PIXELS = 16  # … and in a picture what has fewer pixels than this
INKED = 64  # grey levels of 255
SOLID = 0.75  # of its rows: what is inked as far is plain strokes, as in - or =
FLAT = 1.5  # times its height: how wide such a sign is at least
NEARLY_SQUARE = 0.85  # of its height: single digits are narrower, mostly

PHOTOGRAPH_UNSURE = phrase("Not sure which of the ten this is, if any; crop it to one thing")
PHOTOGRAPH_OF_NOTHING = phrase("This looks like none of the ten; crop it to one of them")


def refusal(prediction: Prediction, dataset: DataSet, picture: Picture | None = None) -> str:
    """Why something got no label, and what to do, in a short sentence."""
    unsure = prediction.reason == UNSURE
    if dataset.in_colour:
        return PHOTOGRAPH_UNSURE if unsure else PHOTOGRAPH_OF_NOTHING
    why = (
        phrase("I can't tell whether this is a digit")
        if unsure
        else phrase("This is no digit that I know")
    )
    if not dataset.reads_numbers:
        thing = dataset.thing
        return phrase(f"Not sure which {thing} this is, if any; try a plainer one")
    if is_stroke(prediction):
        return phrase("A flat stroke is no digit; signs are not read")
    if picture and is_small(prediction, picture):
        return phrase("Too small to tell; make the digit larger")
    if prediction.reason == TOUCHING:
        return phrase("Several digits that touch? Leave a gap between them")
    left, top, right, bottom = prediction.box or (0, 0, 0, 1)
    if right - left > NEARLY_SQUARE * (bottom - top):
        return phrase(f"{why}; if several touch, leave a gap")
    if unsure:
        return phrase(f"{why}; write it more plainly")
    return phrase(f"{why}; only 0 to 9 are read")


def is_stroke(prediction: Prediction) -> bool:
    """Whether it is nothing but flat strokes: a minus, an equals sign, or a part of one."""
    inked = np.asarray(prediction.model_input) > INKED
    box = inked[inked.any(axis=1)][:, inked.any(axis=0)]
    if not box.size:
        return False
    height, width = box.shape
    return bool(box[box.any(axis=1)].mean() > SOLID and width >= FLAT * height)


def is_small(prediction: Prediction, picture: Picture) -> bool:
    """Whether it is too small in the picture for anybody to be sure."""
    _, top, _, bottom = prediction.box or (0, 0, 0, picture.height)
    drawn = picture.ink is not None
    return bottom - top < (LEAST_SHARE * picture.height if drawn else LEAST_PIXELS)


def with_left_out(sentence: str, ignored: Sequence[Prediction]) -> str:
    """The sentence, and how much was found and not read, and why: "…, 2 marks left out"."""
    if not ignored:
        return sentence
    count, why = len(ignored), _why(ignored)
    return plural(
        count,
        f"{sentence}, {count} mark left out ({why})",
        f"{sentence}, {count} marks left out ({why})",
    )


def _why(ignored: Sequence[Prediction]) -> str:
    touching = sum(one.reason == TOUCHING and not is_stroke(one) for one in ignored)
    others = len(ignored) - touching
    if not touching:
        return phrase("no digit") if others == 1 else phrase("no digits")
    if not others:
        return phrase("digits that touch?")
    return (
        phrase("digits that touch? and no digit")
        if others == 1
        else phrase("digits that touch? and no digits")
    )
