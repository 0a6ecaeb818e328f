"""Links with settings: `?tab=train&hidden=300,100&epochs=2&seed=7` fills in the fields."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import gradio as gr

from model.training.settings import SETTINGS
from ui.languages.messages import Message, says, t
from ui.parts.part import IN_BROWSER, part
from ui.parts.scripts import TOPICS, publishing
from ui.runs.parse import WrongSettings
from ui.runs.settings import read_settings
from ui.train.results.links import AUTHOR, NAMES_OF_KEYS, RESULT
from ui.train.settings.form import Control, by_name, shown

ELSEWHERE = (
    *("tab", "data", "lang", "embed"),
    *("show", "true", "read", "order", "sheet"),  # of the Validation tab
    "teach",  # of the Teach tab
    *(RESULT, AUTHOR),
    *("__theme", "__sign", "view", "deep_link", "ui", "write_token"),  # Gradio's
)
MAX_NAMED_KEYS = 3  # unknown keys that a sentence names …
MAX_KEY_CHARACTERS = 40  # … and how many characters of each
DATASET_IN_USE = f"""async () => ({TOPICS}).latest("network").dataset"""


def settings_link(controls: Mapping[str, Control]) -> None:
    """Write the settings into the address, and place a button that copies it."""
    link = part(
        elem_id="train-link",
        markup="train/settings/link.html",
        script="train/settings/link.js",
        events=("changed",),
        usual={SETTINGS[name].key: control.value for name, control in controls.items()},
    )
    changes = [control.change for control in controls.values()]
    inputs = list(controls.values())
    gr.on(changes, None, js=publishing("settings", "{ values }"), inputs=inputs, **IN_BROWSER)
    dataset = controls["dataset"]
    link.changed(None, js=DATASET_IN_USE, outputs=dataset, **IN_BROWSER)


def settings_asked(asked: Mapping[str, str], dataset: str) -> tuple[Any, ...]:
    """Values for the controls and the problem below them, from a link; `dataset` is the one in use.

    Missing settings have their defaults. If a setting is wrong, only the data set is used and the
    problem explains it. Unknown keys are ignored and named in the problem.
    """
    given = {NAMES_OF_KEYS[key]: value for key, value in asked.items() if key in NAMES_OF_KEYS}
    usual = {"dataset": dataset}
    problem = _alert(_unknown(asked))
    if not given:
        skipped = dict.fromkeys(SETTINGS, gr.skip()) | {"dataset": read_settings(usual).dataset}
        return *skipped.values(), problem
    try:
        settings = read_settings(usual | given)
    except WrongSettings as wrong:
        settings, given = read_settings(usual), {}
        problem += _alert(t("wrong_link_settings", wrong=wrong.message))
    values = by_name(shown(settings))
    if "images" not in given:
        values["images"] = gr.skip()  # the default depends on the files of the server
    return *values.values(), problem


def _unknown(asked: Mapping[str, str]) -> Message | None:
    """A message about unknown keys in a link to this tab; None if there are none."""
    if asked.get("tab") != "train" and not any(name in asked for name in NAMES_OF_KEYS):
        return None
    unknown = [name for name in asked if name not in (*NAMES_OF_KEYS, *ELSEWHERE)]
    if not unknown:
        return None
    names = ", ".join(name[:MAX_KEY_CHARACTERS] for name in unknown[:MAX_NAMED_KEYS])
    meant = get_close_matches(unknown[0], NAMES_OF_KEYS, 1)
    if len(unknown) == 1 and meant:
        return t("unknown_in_link_meant", own=names, own_name=meant[0])
    return t("unknown_in_link", own=names)


def _alert(message: Message | None) -> str:
    """The HTML of a message below the fields; "" for None."""
    return f"<p role='alert' {says(message)}></p>" if message else ""
