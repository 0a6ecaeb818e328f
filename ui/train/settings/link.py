"""Links with settings: `?tab=train&hidden=300,100&epochs=2&seed=7` fills in the fields."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from html import escape
from typing import Any

import gradio as gr

from model.training.settings import SETTINGS
from ui.languages.phrase import phrase
from ui.parts.part import part
from ui.runs.parse import WrongSettings
from ui.runs.settings import DATASETS, read_settings

NAMES = {setting.key: name for name, setting in SETTINGS.items()}  # by the keys of a link
ELSEWHERE = (
    *("tab", "data", "lang", "embed"),
    *("show", "true", "read", "order", "sheet"),  # of the Validation tab
    "teach",  # of the Teach tab
    *("__theme", "__sign", "view", "deep_link", "ui", "write_token"),  # Gradio's
)
MOST_NAMED, LONGEST = 3, 40  # keys that are named, and characters of one
TELL = """(...values) =>
  document.dispatchEvent(new CustomEvent("digitpad:settings", { detail: values }))"""


def settings_link(controls: dict[str, gr.components.Component]) -> None:
    """Keep the settings in the address, and place a button that copies it."""
    part(
        elem_id="train-link",
        markup="train/settings/link.html",
        script="train/settings/link.js",
        usual={SETTINGS[name].key: control.value for name, control in controls.items()},
    )
    changes = [control.change for control in controls.values()]
    inputs = list(controls.values())
    gr.on(changes, None, js=TELL, inputs=inputs, queue=False, api_visibility="private")


def settings_asked(asked: Mapping[str, str], dataset: str) -> tuple[Any, ...]:
    """Values for the controls and for the problem, as a link asks; `dataset` is the page's.

    What the link leaves out is as usual. Where a setting is wrong, one sentence says so and nothing
    but the data set is taken; keys that the page doesn't know are named, and the others are taken.
    """
    given = {NAMES[key]: value for key, value in asked.items() if key in NAMES}
    usual = {"dataset": dataset} if dataset in DATASETS else {}
    problem = _alert(_unknown(asked))
    if not given:
        skipped = dict.fromkeys(SETTINGS, gr.skip()) | {"dataset": read_settings(usual).dataset}
        return *skipped.values(), problem or gr.skip()
    try:
        settings = read_settings(usual | given)
    except WrongSettings as wrong:
        settings, given = read_settings(usual), {}
        problem += _alert(phrase(f"The link's settings can't be used: {wrong}"))
    values = {name: one.on_page.shown(getattr(settings, name)) for name, one in SETTINGS.items()}
    if "images" not in given:
        values["images"] = gr.skip()  # which ones are usual depends on what lies on the server
    return *values.values(), problem


def _unknown(asked: Mapping[str, str]) -> str:
    """The keys of a link to this tab that the page doesn't know, in a sentence; empty for none."""
    if asked.get("tab") != "train" and not any(name in asked for name in NAMES):
        return ""
    unknown = [name for name in asked if name not in (*NAMES, *ELSEWHERE)]
    if not unknown:
        return ""
    names = ", ".join(name[:LONGEST] for name in unknown[:MOST_NAMED])
    meant = get_close_matches(unknown[0], NAMES, 1)
    if len(unknown) == 1 and meant:
        own, own_name = names, meant[0]
        return phrase(f"This page doesn't know “{own}” in the link; perhaps “{own_name}” is meant.")
    own = names
    return phrase(f"This page doesn't know “{own}” in the link, and ignores it.")


def _alert(sentence: str) -> str:
    """A sentence as the problem below the fields; empty for none."""
    return f"<p role='alert'>{escape(sentence, quote=False)}</p>" if sentence else ""
