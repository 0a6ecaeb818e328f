"""The smallest change: what would make it a 3, and how the changed picture is read."""

from __future__ import annotations

import base64
from typing import Any

from model import Predictor
from model.explanation.counterfactual import Change, smallest_change
from ui.ask.present import parsed_index
from ui.explain.question import labels, parsed_input, readers
from ui.languages.phrase import phrase
from ui.parts.levels import signed_levels
from ui.parts.percent import confidence
from ui.parts.problem import problem
from ui.shipped import replay_of
from ui.visitor import Visitor

FULL = 255  # grey level of full ink


def change(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """The least ink to add to an input and take away from it, until it is what is `wanted`."""
    predictor = visitor.predictor
    if predictor.dataset.in_colour:
        raise problem("The smallest change is not looked for in photographs.")
    image = parsed_input(question.get("input"), predictor.network.shape)
    target = parsed_index(question.get("wanted"), len(predictor.classes))
    name = predictor.classes[target]
    examples, truths = replay_of(predictor.dataset.name)
    found = smallest_change(predictor, image, target, examples[truths == target])
    if found is None:
        raise problem(f"No small change was found that makes it a {name}.")
    return {
        "name": name,
        "changed": base64.b64encode(found.image.tobytes()).decode(),
        "difference": signed_levels(found.difference),
        "amount": amount(found, float(image.sum()) / FULL, name),
        "checks": checks(predictor, found, target) if found.added + found.taken else [],
    }


def amount(found: Change, ink: float, name: str) -> str:
    """How much ink is changed."""
    if not found.added + found.taken:
        return phrase(f"It is read as {name} as it is.")
    return phrase(
        f"{found.added:.0f} pixels of full ink added, {found.taken:.0f} taken away; "
        f"there were {ink:.0f}."
    )


def checks(predictor: Predictor, found: Change, target: int) -> list[str]:
    """How the changed picture is read: by each network as it is, and through the whole pipeline."""
    sentences = []
    for who, reader in readers(predictor).items():
        judgement = reader.judge(found.image[None])
        (label,) = labels(reader, *judgement)
        share = confidence(float(judgement.probabilities[0].max()))
        reads = phrase(f"{who}: reads {label}, {share}.")
        sentences.append(reads if label else phrase(f"{who}: refuses it."))
    again = predictor.predict(found.image).label
    return [*sentences, through(again, again == predictor.classes[target])]


def through(again: str | None, lasts: bool) -> str:
    """How the changed picture is read once it has gone the whole way."""
    if lasts:
        return phrase(f"Cut out and centred once more, the network reads {again}.")
    if again is None:
        return phrase(
            "Cut out and centred once more, the network refuses it, so the change does not "
            "outlast that."
        )
    return phrase(
        f"Cut out and centred once more, the network reads {again}, so the change does not "
        "outlast that."
    )
