"""The view under the answer: the way of the picture, why this answer, and the network at work."""

from __future__ import annotations

import base64
import json
from typing import Any

import gradio as gr
import numpy as np

from model import Predictor
from model.explain import incoming_weights, integrated_gradients, look_inside, votes_of_unit
from ui.parts.problem import problem
from ui.parts.scripts import mounted
from ui.parts.theme import asset
from ui.visitor import Visitor

LIVE: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}


def inside_view(visitor: gr.State) -> gr.HTML:
    """Place the view and answer its questions, one at a time and only while it is open."""
    view = gr.HTML(
        {},
        html_template=asset("explain/view.html"),
        js_on_load=mounted("explain/view.js", ("toggle", "explain", "unit")),
        apply_default_css=False,
        elem_id="inside",
        elem_classes=["digitpad-inside"],
    )
    view.toggle(toggle, visitor, [visitor, view], **LIVE)
    view.explain(explain, visitor, view, trigger_mode="multiple", **LIVE)
    view.unit(unit, visitor, view, trigger_mode="multiple", **LIVE)
    return view


def toggle(visitor: Visitor, event: gr.EventData) -> tuple[Visitor, dict[str, Any]]:
    """Remember whether the pictures of the way are wanted with each answer."""
    visitor.looks_inside = event.open is True
    kind = "opened" if visitor.looks_inside else "closed"
    return visitor, {"kind": kind, "question": event.question}


def explain(visitor: Visitor, event: gr.EventData) -> dict[str, Any]:
    """What happens to a 28×28, and which of its ink speaks for class `target`."""
    network = visitor.predictor.network
    image = parsed_input(event.input)
    target = parsed_index(event.wanted, len(network.classes))
    inside = look_inside(network, image, target)
    evidence = integrated_gradients(network, image, target)
    return {
        "kind": "explanation",
        "question": event.question,
        "target": target,
        "name": network.classes[target],
        "classes": list(network.classes),
        "layers": [levels(layer) for layer in inside.activations],
        "logits": [round(float(logit), 2) for logit in inside.logits],
        # As text: Gradio's frontend copies a value several times, number by number.
        "paths": json.dumps(
            [[path.layer, path.start, path.end, round(path.strength, 3)] for path in inside.paths]
        ),
        "evidence": signed_levels(evidence),
    }


def unit(visitor: Visitor, event: gr.EventData) -> dict[str, Any]:
    """What one hidden unit looks for, and what it votes for in this picture."""
    predictor: Predictor = visitor.predictor
    image = parsed_input(event.input)
    layer, index = (parsed_index(value, 1_000_000) for value in (event.layer, event.index))
    try:
        votes = votes_of_unit(predictor.network, image, layer, index)
        weights = incoming_weights(predictor.network, layer, index)
    except IndexError:
        raise problem("There is no such unit; please reload the page.") from None
    return {
        "kind": "unit",
        "question": event.question,
        "layer": layer,
        "index": index,
        "weights": signed_levels(weights) if layer == 0 else "",
        "votes": [round(float(vote), 2) for vote in votes],
        "classes": list(predictor.classes),
    }


def parsed_input(encoded: Any) -> np.ndarray:
    """The (28, 28) uint8 picture that the browser shows; a wrong value is one sentence."""
    try:
        return np.frombuffer(base64.b64decode(encoded, validate=True), np.uint8).reshape(28, 28)
    except (TypeError, ValueError):
        raise problem("The page sent no 28 × 28 picture; please reload it.") from None


def parsed_index(value: Any, count: int) -> int:
    """A whole number under `count`; a wrong value is one sentence."""
    if isinstance(value, int) and 0 <= value < count:
        return value
    raise problem("The page asked for something that is not there; please reload it.")


def levels(values: np.ndarray) -> str:
    """Values from 0 up as bytes, the largest as 255, in base64."""
    top = max(float(values.max()), 1e-6)
    return base64.b64encode(np.rint(values / top * 255).astype(np.uint8).tobytes()).decode()


def signed_levels(values: np.ndarray) -> str:
    """Values as bytes around 128, the largest magnitude as 1 or 255, in base64."""
    top = max(float(np.abs(values).max()), 1e-6)
    scaled = np.rint(values / top * 127 + 128).astype(np.uint8)
    return base64.b64encode(scaled.tobytes()).decode()
