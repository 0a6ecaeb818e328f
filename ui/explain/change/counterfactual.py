"""The smallest change after which a picture is read as another class."""

from __future__ import annotations

import base64
from typing import Any

from model import Predictor
from model.data.datasets import called
from model.explanation.counterfactual import Change, smallest_change
from ui.ask.present import parsed_index
from ui.explain.question import labels, parsed_input, readers
from ui.languages.messages import Message, t
from ui.parts.percent import confidence
from ui.parts.problem import problem
from ui.pixels.levels import signed_levels
from ui.shipped import replay_of
from ui.visitor import Visitor

FULL_INK_LEVEL = 255  # grey level of full ink


def change(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """The smallest change of ink after which an input is read as the `wanted` class."""
    predictor = visitor.predictor
    if predictor.dataset.in_colour:
        raise problem(t("no_change_of_photographs"))
    image = parsed_input(question.get("input"), predictor.network.shape)
    target = parsed_index(question.get("wanted"), len(predictor.classes))
    name = called(predictor.classes[target])
    examples, truths = replay_of(predictor.dataset.name)
    found = smallest_change(predictor, image, target, examples[truths == target])
    if found is None:
        raise problem(t("no_change_found", name=name))
    return {
        "name": predictor.classes[target],
        "changed": base64.b64encode(found.image.tobytes()).decode(),
        "difference": signed_levels(found.difference),
        "amount": amount(found, float(image.sum()) / FULL_INK_LEVEL, name),
        "checks": checks(predictor, found, target) if found.added + found.taken else [],
    }


def amount(found: Change, ink: float, name: Message | str) -> Message:
    """The amount of changed ink, in px of full ink."""
    if not found.added + found.taken:
        return t("already_read_as", name=name)
    return t("change_amount", added=round(found.added), taken=round(found.taken), ink=round(ink))


def checks(predictor: Predictor, found: Change, target: int) -> list[Message]:
    """The predictions for the changed picture: of each network, and of the whole pipeline."""
    sentences = []
    for who, reader in readers(predictor):
        judgement = reader.judge(found.image[None])
        (label,) = labels(reader, *judgement)
        share = confidence(float(judgement.probabilities[0].max()))
        reads = t("reader_reads", who=who, label=called(label), share=share)
        sentences.append(reads if label else t("reader_refuses", who=who))
    again = predictor.predict(found.image).label
    return [*sentences, through(again, again == predictor.classes[target])]


def through(again: str | None, lasts: bool) -> Message:
    """The prediction of the whole pipeline for the changed picture."""
    if again is None:
        return t("change_refused")
    if lasts:
        return t("change_lasts", again=called(again))
    return t("change_lost", again=called(again))
