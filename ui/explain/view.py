"""The view under the answer: preprocessing, evidence for an answer, and the network's units."""

from __future__ import annotations

from functools import partial
from typing import Any

import gradio as gr

from model import CNN, MLP
from model.data.datasets import called
from model.explain import incoming_weights, integrated_gradients, look_inside, votes_of_unit
from ui.ask.memory import Slow
from ui.ask.present import answering, parsed_index
from ui.explain.attention import attention
from ui.explain.change.counterfactual import change
from ui.explain.damage.damage import damage, sliders
from ui.explain.network.convolution import convolution
from ui.explain.question import parsed_input
from ui.explain.trace.trace import trace
from ui.languages.messages import t
from ui.parts.assets import asset
from ui.parts.part import part
from ui.parts.problem import problem
from ui.pixels.levels import levels, signed_levels
from ui.visitor import Visitor

ATTENTION_MEGABYTES = 50  # of one photograph


def inside_view() -> gr.HTML:
    """Place the view; it sends requests only while it is open."""
    return part(
        {},
        elem_id="inside",
        markup=asset("explain/view.html")
        .replace("@sliders", sliders())
        .replace("@trace", asset("explain/trace/trace.html")),
        script="explain/view.js",
        answers=[
            answering(explain),
            answering(unit),
            answering(damage, megabytes=150),
            answering(change, megabytes=20),
            answering(trace, megabytes=20),
        ],
        classes="digitpad-inside",
    )


def explain(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any] | Slow:
    """The activations for an input, and the evidence in it for the `wanted` class."""
    network = visitor.predictor.network
    image = parsed_input(question.get("input"), network.shape)
    target = parsed_index(question.get("wanted"), len(network.classes))
    if visitor.predictor.dataset.in_colour:
        return Slow(ATTENTION_MEGABYTES, partial(attention, visitor.predictor, image, target))
    assert isinstance(network, MLP | CNN)  # as every network of light ink on black
    inside = look_inside(network, image, target)
    evidence = integrated_gradients(network, image, target)
    return {
        "target": target,
        "name": network.classes[target],
        "classes": [called(name) for name in network.classes],
        "layers": [levels(layer) for layer in inside.activations],
        "logits": [round(float(logit), 2) for logit in inside.logits],
        "paths": [
            [path.layer, path.start, path.end, round(path.strength, 3)] for path in inside.paths
        ],
        "evidence": signed_levels(evidence),
        "convolution": convolution(visitor.predictor, image),
    }


def unit(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """The incoming weights of a hidden unit, and its effect on the logits of an input."""
    predictor = visitor.predictor
    network = predictor.network
    if predictor.dataset.in_colour:
        raise problem(t("no_such_unit"))
    image = parsed_input(question.get("input"), network.shape)
    assert isinstance(network, MLP | CNN)  # as every network of light ink on black
    layer, index = (parsed_index(question.get(name), 1_000_000) for name in ("layer", "index"))
    try:
        votes = votes_of_unit(network, image, layer, index)
        weights = incoming_weights(network, layer, index)
    except IndexError:
        raise problem(t("no_such_unit")) from None
    return {
        "layer": layer,
        "index": index,
        "weights": signed_levels(weights) if len(weights) == image.size else "",
        "votes": [round(float(vote), 2) for vote in votes],
        "classes": [called(name) for name in predictor.classes],
    }
