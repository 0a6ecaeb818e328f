"""Links with settings: `?tab=train&hidden=300,100&epochs=2&seed=7` fills in the fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import gradio as gr

from ui.languages.phrase import phrase
from ui.parts.part import part
from ui.runs.parse import WrongSettings
from ui.runs.settings import DATASETS, Settings, read_settings

Fields = list[gr.components.Component]  # in the order of `read_settings`

# In the address, in the order of the fields.
NAMES = (
    "dataset",
    "images",
    "network",
    "hidden",
    "rate",
    "batch",
    "epochs",
    "optimiser",
    "augmentation",
    "seed",
)
TELL = """(...values) =>
  document.dispatchEvent(new CustomEvent("digitpad:settings", { detail: values }))"""


def settings_link(fields: Fields) -> None:
    """Keep the settings in the address, and place a button that copies it."""
    part(
        elem_id="train-link",
        markup="train/settings_link.html",
        script="train/settings_link.js",
        names=NAMES,
        usual=[field.value for field in fields],
    )
    changes = [field.change for field in fields]
    gr.on(changes, None, js=TELL, inputs=fields, queue=False, api_visibility="private")


def settings_asked(asked: Mapping[str, str], dataset: str) -> tuple[Any, ...]:
    """Values for the fields and for the problem, as a link asks for them; `dataset` is the page's.

    What the link leaves out is as usual. Where anything is wrong with it, one sentence says so and
    nothing but the data set is taken.
    """
    given = {name: asked[name] for name in NAMES if name in asked}
    usual = Settings(dataset=dataset) if dataset in DATASETS else Settings()
    if not given:
        return usual.dataset, *[gr.skip()] * (len(NAMES) - 1), gr.skip()
    values = dict(zip(NAMES, _values(usual), strict=True)) | given
    values["augmentation"] = str(values["augmentation"]).lower() == "true"
    try:
        settings, problem = read_settings(*values.values()), ""
    except WrongSettings as wrong:
        settings, given = usual, {}
        sentence = phrase(f"The link's settings can't be used: {wrong}")
        problem = f"<p role='alert'>{sentence}</p>"
    fields = _values(settings)
    if "images" not in given:
        fields[1] = gr.skip()  # which ones are usual depends on what lies on the server
    return *fields, problem


def _values(settings: Settings) -> list[Any]:
    """Settings as the fields show them."""
    return [
        settings.dataset,
        settings.images,
        settings.network,
        ", ".join(map(str, settings.hidden)),
        settings.learning_rate,
        settings.batch_size,
        settings.epochs,
        settings.optimiser,
        settings.augmentation,
        settings.seed,
    ]
