"""Weights folders of taught networks, which Predictor.from_pretrained reads."""

from pathlib import Path

from ..data.datasets import THINGS
from ..predictor import Predictor
from ..weights.card import usage
from ..weights.storage import PARTIAL_SUFFIX, save_network, write_json


def write_taught(folder: Path, predictor: Predictor) -> None:
    """Write a taught predictor to a folder: weights, config, calibration and model card.

    The example in the card loads the folder by its final name, without PARTIAL_SUFFIX.
    """
    save_network(predictor.network, folder)
    write_json(
        folder / "calibration.json",
        {
            "temperature": predictor.calibration.temperature,
            "refusal_threshold": predictor.calibration.refusal_threshold,
        },
    )
    name, classes = folder.name.removesuffix(PARTIAL_SUFFIX), ", ".join(predictor.classes)
    refusal = " What is none of them gets no label." if predictor.network.knows_outliers else ""
    things, lender = predictor.dataset.things, predictor.dataset.learned_from
    in_colour = predictor.dataset is THINGS
    kind, file = ("photographs", "photo.jpg") if in_colour else ("handwriting", "drawing.png")
    folder.joinpath("README.md").write_text(
        f"""---
license: mit
library_name: pytorch
pipeline_tag: image-classification
tags: [few-shot, {kind}]
---
# {things} taught with Digitpad

{usage(name, file)}

It tells apart: {classes}.{refusal}

Every layer but the last is that of Digitpad's network for {lender.title}, frozen; the last one was
learned from a few examples of each (`model/teaching/symbols.py`). {predictor.dataset.limits} It was
tried on nothing but the examples.

Weights and code: MIT. {lender.title} is by {lender.authors}
([{lender.licence}]({lender.licence_url})).
""",
        encoding="utf-8",
    )
