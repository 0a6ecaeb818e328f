"""The presets of the Train tab: settings that show one thing each."""

from __future__ import annotations

from typing import Any

import gradio as gr

from model.training.settings import PRESETS, SETTINGS
from ui.languages.labels import label
from ui.languages.messages import t
from ui.parts.problem import problem
from ui.runs.settings import Settings
from ui.train.settings.form import shown

NAMES = {
    "tutorial": label("preset_tutorial"),
    "good": label("preset_good"),
    "overfitting": label("preset_overfitting"),
    "rate": label("preset_rate"),
    "dead": label("preset_dead"),
    "vanishing": label("preset_vanishing"),
    "cnn": label("preset_cnn"),
    "borrowed": label("preset_borrowed"),
    "neuron": label("preset_neuron"),
}
KEPT = ("dataset", "images", "seed")  # settings that a preset leaves as they are


def preset_choice() -> gr.Dropdown:
    """Place the control that chooses a preset."""
    return gr.Dropdown(
        [(NAMES[name], name) for name in PRESETS],
        value=None,
        label=label("preset"),
        info=label("preset_info"),
        elem_id="preset",
    )


def settings_of_preset(name: Any) -> list[Any]:
    """The values of all controls for a preset; those of KEPT stay, unless it is about them."""
    if not isinstance(name, str) or name not in PRESETS:
        raise problem(t("not_there"))
    values = shown(Settings(**PRESETS[name]))
    return [
        gr.skip() if setting in KEPT and setting not in PRESETS[name] else value
        for setting, value in zip(SETTINGS, values, strict=True)
    ]
