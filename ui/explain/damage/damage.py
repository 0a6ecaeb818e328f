"""Damage by sliders: the predictions of both networks for a rotated, shifted or blurred input."""

from __future__ import annotations

import base64
from typing import Any

from model.data.datasets import called
from model.explanation.damage import DAMAGE_RANGES, SWEEP_STEPS, Damage, sweep
from ui.explain.question import labels, parsed_input, readers
from ui.languages.messages import says, t
from ui.parts.problem import problem
from ui.visitor import Visitor

KIND_NAMES = {  # of each kind, and the unit of its values
    "rotate": (t("damage_rotate"), "°"),
    "shift": (t("damage_shift"), " px"),
    "scale": (t("damage_scale"), " ×"),
    "thicken": (t("damage_thicken"), " px"),
    "noise": (t("damage_noise"), ""),
    "hole": (t("damage_hole"), " px"),
}
OF_INK = ("thicken",)  # kinds that do not apply to photographs


def sliders() -> str:
    """A slider for each kind, at the value without effect."""
    return "\n".join(map(_slider, DAMAGE_RANGES))


def _slider(kind: str) -> str:
    name, unit = KIND_NAMES[kind]
    low, high = DAMAGE_RANGES[kind]
    usual = getattr(Damage(), kind)
    step = (high - low) / (SWEEP_STEPS - 1)
    only = ' class="in-grey"' if kind in OF_INK else ""
    return (
        f"<label{only}><span {says(name)}></span>"
        f'<input type="range" name="{kind}" min="{low:g}" max="{high:g}"'
        f' step="{step:g}" value="{usual:g}" data-usual="{usual:g}" data-unit="{unit}" />'
        "<output></output></label>"
    )


def damage(visitor: Visitor, question: dict[str, Any]) -> dict[str, Any]:
    """An input with one kind of damage at every value of its slider, and the predictions.

    The curves show the probability, by each network, of the class that the network in use predicts
    for the undamaged picture. A refusal lowers it.
    """
    first = visitor.predictor
    image = parsed_input(question.get("input"), first.network.shape)
    done, kind = parsed_damage(question.get("damage")), question.get("kind")
    if not isinstance(kind, str) or kind not in KIND_NAMES:
        raise missing()
    values, pictures = sweep(image, done, kind)
    answer = int(first.classify(image[None])[0].argmax())
    said = []
    for name, predictor in readers(first):
        probabilities, outlier = predictor.judge(pictures)
        shares = [round(float(share), 5) for share in probabilities[:, answer] * (1 - outlier)]
        one = {"name": name, "labels": labels(predictor, probabilities, outlier), "shares": shares}
        said.append(one)
    return {
        "answer": first.classes[answer],
        "names": {label: called(label) for label in first.classes},
        "values": values.tolist(),
        "pictures": base64.b64encode(pictures.tobytes()).decode(),
        "said": said,
    }


def parsed_damage(amounts: Any) -> Damage:
    """The value of each slider; raises gr.Error for a wrong value."""
    if not isinstance(amounts, dict) or not set(amounts) <= set(DAMAGE_RANGES):
        raise missing()
    for kind, amount in amounts.items():
        low, high = DAMAGE_RANGES[kind]
        is_number = isinstance(amount, int | float) and not isinstance(amount, bool)
        if not is_number or not low <= amount <= high:
            raise missing()
    return Damage(**{kind: float(amount) for kind, amount in amounts.items()})


def missing() -> Exception:
    """The error for a kind or value of damage that does not exist."""
    return problem(t("no_such_damage"))
