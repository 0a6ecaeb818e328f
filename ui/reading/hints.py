"""Sentences about refused pictures and about marks that were left out of a number."""

from __future__ import annotations

import numpy as np

from model import Mark, Prediction, Reading
from model.data.datasets import Subject
from model.picture.decoding import Picture
from model.reading import TOUCHING, UNSURE
from ui.languages.messages import Message, t

# A refused digit that is not as high is called too small.
MIN_HEIGHT_SHARE = 0.12  # of the pad's height, for a drawing
MIN_HEIGHT_PIXELS = 16  # px, for a picture
INKED_LEVEL = 64  # grey level of 255 above which a pixel is inked
SOLID = 0.75  # of the pixels in its inked rows are inked, as in - or =
MIN_FLAT_RATIO = 1.5  # its width divided by its height

PHOTOGRAPH_UNSURE = t("unsure_which_of_ten")
PHOTOGRAPH_OF_NOTHING = t("none_of_the_ten")


def refusal(
    prediction: Prediction, dataset: Subject, picture: Picture | None = None, turned: str = ""
) -> Message:
    """Why a prediction has no label, and what to do, in a short sentence.

    `turned` is the text that is read after turning the picture by a quarter, or "".
    """
    unsure = prediction.reason == UNSURE
    if dataset.in_colour:
        return PHOTOGRAPH_UNSURE if unsure else PHOTOGRAPH_OF_NOTHING
    why = t("unsure_whether_digit") if unsure else t("unknown_digit")
    if not dataset.reads_numbers:
        return t("unsure_which_thing", thing=dataset.thing)
    if is_stroke(prediction):
        return t("flat_stroke")
    if turned:
        return t("lies_on_its_side", turned=turned)
    if picture and is_small(prediction, picture):
        return t("too_small")
    if prediction.reason == TOUCHING:
        return t("digits_touch")
    if unsure:
        return t("refusal_plainly", why=why)
    return t("refusal_only_digits", why=why)


def is_stroke(prediction: Prediction) -> bool:
    """Whether the input contains only flat strokes: a minus, an equals sign, or a part of one."""
    inked = np.asarray(prediction.model_input) > INKED_LEVEL
    box = inked[inked.any(axis=1)][:, inked.any(axis=0)]
    if not box.size:
        return False
    height, width = box.shape
    return bool(box[box.any(axis=1)].mean() > SOLID and width >= MIN_FLAT_RATIO * height)


def is_small(prediction: Prediction, picture: Picture) -> bool:
    """Whether the digit is too small in its picture to be read surely."""
    _, top, _, bottom = prediction.box or (0, 0, 0, picture.height)
    drawn = picture.ink is not None
    return bottom - top < (MIN_HEIGHT_SHARE * picture.height if drawn else MIN_HEIGHT_PIXELS)


def with_left_out(sentence: Message, reading: Reading) -> Message:
    """The sentence, followed by what was left out: the place of a single mark, or their number."""
    marks = reading.marks
    if not marks:
        return sentence
    if len(marks) > 1:
        return t("sentence_marks", sentence=sentence, count=len(marks))
    before, after = neighbours(marks[0], reading)
    if before and after:
        return t("sentence_mark_between", sentence=sentence, before=before, after=after)
    if before:
        return t("sentence_mark_after", sentence=sentence, before=before)
    return t("sentence_mark_before", sentence=sentence, after=after)


def place(mark: Mark, reading: Reading) -> Message:
    """The place of a mark that was left out, in a sentence."""
    before, after = neighbours(mark, reading)
    if before and after:
        return t("mark_between_left_out", before=before, after=after)
    if before:
        return t("mark_after_left_out", before=before)
    return t("mark_before_left_out", after=after)


def neighbours(mark: Mark, reading: Reading) -> tuple[str, str]:
    """The digits before and after a mark; "" if there is none."""
    labels = [digit.label or "" for digit in reading.digits]
    index = 0 if mark.after is None else mark.after + 1  # into the labels after the ""
    return ["", *labels][index], [*labels, ""][index]
