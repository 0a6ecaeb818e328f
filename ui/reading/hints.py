"""Plain words for what gets no name: its detected reason, what to do, and what was left out."""

from __future__ import annotations

import numpy as np

from model import Mark, Prediction, Reading
from model.data.datasets import DataSet
from model.picture.decoding import Picture
from model.reading import TOUCHING, UNSURE
from ui.languages.phrase import phrase, plural

LEAST_SHARE = 0.12  # of the pad's height: what is lower and refused was drawn too small …
LEAST_PIXELS = 16  # … and in a picture what has fewer pixels than this
INKED = 64  # grey levels of 255
SOLID = 0.75  # of its rows: what is inked as far is plain strokes, as in - or =
FLAT = 1.5  # times its height: how wide such a sign is at least

PHOTOGRAPH_UNSURE = phrase("Not sure which of the ten this is, if any; crop it to one thing")
PHOTOGRAPH_OF_NOTHING = phrase("This looks like none of the ten; crop it to one of them")


def refusal(
    prediction: Prediction, dataset: DataSet, picture: Picture | None = None, turned: str = ""
) -> str:
    """Why something got no label, and what to do, in a short sentence.

    `turned` is what is read once the picture is turned by a quarter, if anything.
    """
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
    if turned:
        return phrase(f"It lies on its side; turned, it reads {turned}")
    if picture and is_small(prediction, picture):
        return phrase("Too small to tell; make the digit larger")
    if prediction.reason == TOUCHING:
        return phrase("Several digits that touch? Leave a gap between them")
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


def with_left_out(sentence: str, reading: Reading) -> str:
    """The sentence, and what was left out: of a single mark, where it is."""
    marks = reading.marks
    if not marks:
        return sentence
    if len(marks) > 1:
        count = len(marks)
        return plural(
            count,
            f"{sentence}; {count} mark was left out",
            f"{sentence}; {count} marks were left out",
        )
    before, after = neighbours(marks[0], reading)
    if before and after:
        return phrase(f"{sentence}; a mark between {before} and {after} was left out")
    if before:
        return phrase(f"{sentence}; a mark after {before} was left out")
    return phrase(f"{sentence}; a mark before {after} was left out")


def place(mark: Mark, reading: Reading) -> str:
    """Where a mark is that was left out, in a sentence."""
    before, after = neighbours(mark, reading)
    if before and after:
        return phrase(f"A mark between {before} and {after} was left out")
    if before:
        return phrase(f"A mark after {before} was left out")
    return phrase(f"A mark before {after} was left out")


def neighbours(mark: Mark, reading: Reading) -> tuple[str, str]:
    """The digits before and after a mark, each empty where there is none."""
    labels = [digit.label or "" for digit in reading.digits]
    index = 0 if mark.after is None else mark.after + 1  # in what follows an empty one
    return ["", *labels][index], [*labels, ""][index]
