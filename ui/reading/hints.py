"""Plain words for what gets no name: its detected reason, what to do, and what was left out."""

from __future__ import annotations

import numpy as np

from model import Mark, Prediction, Reading
from model.data.datasets import Subject
from model.picture.decoding import Picture
from model.reading import TOUCHING, UNSURE
from ui.languages.messages import Message, t

LEAST_SHARE = 0.12  # of the pad's height: what is lower and refused was drawn too small …
LEAST_PIXELS = 16  # … and in a picture what has fewer pixels than this
INKED = 64  # grey levels of 255
SOLID = 0.75  # of its rows: what is inked as far is plain strokes, as in - or =
FLAT = 1.5  # times its height: how wide such a sign is at least

PHOTOGRAPH_UNSURE = t("unsure_which_of_ten")
PHOTOGRAPH_OF_NOTHING = t("none_of_the_ten")


def refusal(
    prediction: Prediction, dataset: Subject, picture: Picture | None = None, turned: str = ""
) -> Message:
    """Why something got no label, and what to do, in a short sentence.

    `turned` is what is read once the picture is turned by a quarter, if anything.
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


def with_left_out(sentence: Message, reading: Reading) -> Message:
    """The sentence, and what was left out: of a single mark, where it is."""
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
    """Where a mark is that was left out, in a sentence."""
    before, after = neighbours(mark, reading)
    if before and after:
        return t("mark_between_left_out", before=before, after=after)
    if before:
        return t("mark_after_left_out", before=before)
    return t("mark_before_left_out", after=after)


def neighbours(mark: Mark, reading: Reading) -> tuple[str, str]:
    """The digits before and after a mark, each empty where there is none."""
    labels = [digit.label or "" for digit in reading.digits]
    index = 0 if mark.after is None else mark.after + 1  # in what follows an empty one
    return ["", *labels][index], [*labels, ""][index]
