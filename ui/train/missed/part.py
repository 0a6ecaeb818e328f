"""The pictures that most seeds of a run miss: what they have in common is not a matter of luck."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np

from model.data.datasets import DATA_SETS, called
from model.training.examples.detection import ALL_CLASSES
from ui.languages.messages import t
from ui.parts.part import part
from ui.runs.run import Run
from ui.runs.seeds import ended, most_missed
from ui.runs.settings import SHIPPED, TRAINED_ON
from ui.shipped import shipped

NONE: dict[str, Any] = {"words": "", "pictures": []}


def missed_part() -> None:
    """Place the pictures; without any nothing is shown."""
    part(
        NONE,
        elem_id="train-missed",
        markup="train/missed/missed.html",
        script="train/missed/missed.js",
    )


def missed_value(run: Run | None) -> dict[str, Any]:
    """The most missed pictures of a run of several seeds, once it has ended."""
    if run is None or run.active or len(ended(run)) < 2:
        return NONE
    dataset = DATA_SETS[run.settings.dataset]
    if dataset.in_colour and run.settings.images != SHIPPED:  # in another order than those here
        return NONE
    stored = shipped(dataset.name).validation
    if stored is None:
        return NONE
    start = TRAINED_ON if run.settings.images == SHIPPED else 0
    images, labels = (part[start:] for part in stored)
    seeds = len(ended(run))
    classes, detect = run.settings.classes, run.settings.detect
    if detect != ALL_CLASSES:
        labels = (labels == int(detect)).astype(np.uint8)
    found = most_missed(run, labels)
    most = t("missed_by_most", count=len(found), seeds=seeds)
    return {
        "words": most if found else t("missed_by_none", seeds=seeds),
        "pictures": [
            {
                "input": base64.b64encode(images[one.index].tobytes()).decode(),
                "shape": list(dataset.shape),
                "words": t(
                    "missed_picture",
                    truth=called(classes[labels[one.index]]),
                    answer=called(classes[one.answer]),
                    count=one.count,
                    seeds=seeds,
                ),
            }
            for one in found
        ],
    }
