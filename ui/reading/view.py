"""The reading view: the answer, ten bars that never move, and what the network sees.

A digit is shown as a large glyph, a garment by its name, and a number as the picture with a box
around each digit.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

import gradio as gr

from model import Prediction, Reading
from model.data.datasets import Subject, called
from model.picture.decoding import Picture
from model.picture.steps import Step
from ui.languages.messages import Message, says, t
from ui.parts.assets import asset
from ui.parts.part import part
from ui.parts.percent import confidence, rounded
from ui.pixels.images import cropped, thumbnail
from ui.reading.hints import place, refusal, with_left_out
from ui.reading.second_opinion import Opinion, second_opinions
from ui.reading.turned import NO_TURN, Turn
from ui.shipped import DATASETS, FIRST_DATASET

SHARED_STEPS = 3  # picture, ink and candidates, the same for all digits of a picture
CERTAINTIES = (
    (0.99, t("very_sure")),
    (0.9, t("sure")),
    (0.7, t("fairly_sure")),
)
CAPTIONS = {
    "drawing": t("your_drawing"),
    "picture": t("your_picture"),
    "sample": t("sample_caption"),
}


def reading_view(elem_id: str = "reading") -> gr.HTML:
    """Place a view of values made by `reading_value` and `number_value`.

    The ids of elements within it ("probabilities", "model-input") are prefixed with `elem_id`,
    except in the view "reading".
    """
    inner = "" if elem_id == "reading" else f"{elem_id}-"
    rows = "\n".join(map(_row, DATASETS[FIRST_DATASET].classes))
    return part(
        reading_value(None),
        elem_id=elem_id,
        markup=asset("reading/view.html").replace("@inner-", inner).replace("@rows", rows),
        script="reading/view.js",
        classes="digitpad-reading",
        # A value names its data set, and the rows get the names of its classes.
        class_names=class_names(),
        shapes={name: dataset.shape for name, dataset in DATASETS.items()},
        explained=elem_id == "reading",
    )


def _row(name: str) -> str:
    asking = says(t("why_or_why_not", name=name), "title")
    return (
        f'<li data-class="{name}"><button type="button" {asking}>'
        f'<span class="name">{name}</span><span class="track"><span class="bar"></span></span>'
        '<span class="share"></span></button></li>'
    )


def class_names() -> dict[str, list[dict[str, Message | str]]]:
    """The classes of each data set, with their labels and displayed names."""
    return {
        name: [{"label": label, "called": called(label)} for label in dataset.classes]
        for name, dataset in DATASETS.items()
    }


def reading_value(
    prediction: Prediction | None,
    *,
    dataset: Subject = DATASETS[FIRST_DATASET],
    revision: int = 0,
    message: Message | str = "",
    source: str = "drawing",
    picture: Picture | None = None,
    with_steps: bool = False,
    reading: Reading | None = None,
    turn: Turn = NO_TURN,
) -> dict[str, Any]:
    """The value of a reading view for one digit, garment or thing.

    Args:
        prediction: its prediction; None for an empty view or an error.
        dataset: the subject of the network.
        revision: the revision of the drawing.
        message: an error, if there is no prediction.
        source: "drawing", "picture" or "sample".
        picture: the whole picture; with it the value contains boxes.
        with_steps: whether the value contains the pictures of the preprocessing.
        reading: the reading that the prediction is part of, with its marks.
        turn: a turn of the picture to offer.
    """
    value: dict[str, Any] = {
        "state": "error" if message else "empty",
        "dataset": dataset.name,
        "label": "",
        "called": "",
        "confidence": "",
        "sentence": message or dataset.invitation,
        "probabilities": [],
        "input": "",
        "answer": revision,
        "source": source,
        "caption": CAPTIONS[source] if prediction or message else "",
        "digits": [],
        "turn": turn.quarters,
    }
    if prediction is None:
        return value
    if not prediction.model_input.any():
        drawn = source != "picture"
        return value | {"sentence": dataset.invitation if drawn else dataset.nothing_found}
    if picture and reading and prediction.box:
        value |= _page([prediction], picture, source, dataset, reading, with_steps)
        value |= value["digits"][0]
    else:
        value |= _digits([prediction], dataset)[0]
    if turn.quarters:
        value["sentence"] = refusal(prediction, dataset, picture, turn.text)
    if reading:
        value["sentence"] = with_left_out(value["sentence"], reading)
    return value | {"state": "digit" if prediction.label else "refused"}


def number_value(
    reading: Reading,
    picture: Picture,
    *,
    dataset: Subject = DATASETS[FIRST_DATASET],
    revision: int = 0,
    source: str = "drawing",
    with_steps: bool = False,
) -> dict[str, Any]:
    """The value of a reading view for a number: the picture, and a box for each digit and mark."""
    return {
        "state": "number",
        "dataset": dataset.name,
        "label": reading.text,
        "sentence": with_left_out(t("digit_count", count=len(reading.digits)), reading),
        "answer": revision,
        "source": source,
        "caption": CAPTIONS[source],
        **_page(list(reading.digits), picture, source, dataset, reading, with_steps),
    }


def _digits(
    predictions: Sequence[Prediction], dataset: Subject, picture: Picture | None = None
) -> list[dict[str, Any]]:
    """The values of digits in figures and words, with second opinions."""
    opinions = second_opinions(predictions, dataset)
    return [_digit(*one, dataset, picture) for one in zip(predictions, opinions, strict=True)]


def _digit(
    prediction: Prediction, opinion: Opinion, dataset: Subject, picture: Picture | None
) -> dict[str, Any]:
    share, read = prediction.confidence, prediction.label is not None
    how_sure = certainty(share)
    if prediction.by_row:
        how_sure = t("sentence_by_row", sentence=how_sure)
    return {
        "label": prediction.label or "",
        "called": called(prediction.label or ""),
        "confidence": confidence(share) if read else "",
        "sentence": how_sure if read else refusal(prediction, dataset, picture),
        "guess": "" if read else guess(prediction, dataset),
        "second": opinion,
        "probabilities": [rounded(share) for share in prediction.probabilities.values()],
        "input": base64.b64encode(prediction.model_input.tobytes()).decode(),
        "shape": prediction.model_input.shape,
    }


def guess(prediction: Prediction, dataset: Subject) -> Message:
    """A sentence with the most probable class of a refused input."""
    label = called(prediction.nearest)
    if dataset.in_colour:
        return t("nearest_of_ten", label=label)
    return t("nearest_thing", thing=dataset.thing, label=label)


def _page(
    found: list[Prediction],
    picture: Picture,
    source: str,
    dataset: Subject,
    reading: Reading,
    with_steps: bool = False,
) -> dict[str, Any]:
    """Digits and marks with boxes relative to the shown part, its ratio, and the largest digit.

    A drawing is shown whole, from the pad. Of a picture, the part around the digits is sent.
    """
    whole = (0, 0, picture.width, picture.height)
    part = whole if source == "drawing" else around(found, picture)
    left, top, right, bottom = part
    width, height = right - left, bottom - top
    marks = [one for one in reading.marks if left <= one.box[0] and top <= one.box[1]]
    marks = [one for one in marks if one.box[2] <= right and one.box[3] <= bottom]

    def shares(box: tuple[float, float, float, float] | None) -> list[float]:
        assert box is not None  # only blank paper has none
        x, y, far_x, far_y = box
        parts = ((x - left) / width, (y - top) / height, (far_x - x) / width, (far_y - y) / height)
        return [round(share, 4) for share in parts]

    shown = [*found, *(mark.prediction for mark in marks)]
    places = [*("" for _ in found), *(place(mark, reading) for mark in marks)]
    digits = [
        digit
        | {
            "place": where,
            "box": shares(one.box),
            "frame": shares(one.frame),
            "steps": steps_shown(one.steps[SHARED_STEPS:]) if with_steps else [],
        }
        for one, where, digit in zip(shown, places, _digits(shown, dataset, picture), strict=True)
    ]
    return {
        "digits": digits,
        "main": max(range(len(found)), key=lambda index: _area(found[index])),
        "ratio": round(width / height, 4),
        "part": [  # of the whole picture: left, top, width, height as shares
            round(left / picture.width, 4),
            round(top / picture.height, 4),
            round(width / picture.width, 4),
            round(height / picture.height, 4),
        ],
        "page": "" if source == "drawing" else cropped(picture, part),
        "page_steps": steps_shown(found[0].steps[:SHARED_STEPS]) if with_steps else [],
    }


def steps_shown(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """The steps of the preprocessing, with small pictures as data URLs."""
    return [
        {"name": step.title, "caption": step.caption, "image": thumbnail(step.image)}
        for step in steps
    ]


def _area(prediction: Prediction) -> int:
    assert prediction.box is not None  # only blank paper has none
    left, top, right, bottom = prediction.box
    return (right - left) * (bottom - top)


def around(found: list[Prediction], picture: Picture) -> tuple[int, int, int, int]:
    """The part (left, top, right, bottom) of a picture that holds all digits, with a margin."""
    lefts, tops, rights, bottoms = zip(*(one.box for one in found), strict=True)
    margin = round(0.06 * max(max(rights) - min(lefts), max(bottoms) - min(tops))) + 4
    return (
        max(0, min(lefts) - margin),
        max(0, min(tops) - margin),
        min(picture.width, max(rights) + margin),
        min(picture.height, max(bottoms) + margin),
    )


def certainty(share: float) -> Message:
    """A confidence in 0..1 in a word or two."""
    for least, words in CERTAINTIES:
        if share >= least:
            return words
    return t("not_sure")
