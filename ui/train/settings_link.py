"""Links with settings: `?tab=train&hidden=300,100&epochs=2&seed=7` fills in the fields."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import gradio as gr

from ui.languages.messages import Message, says, t
from ui.parts.part import IN_BROWSER, part
from ui.parts.scripts import TOPICS, publishing
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
ELSEWHERE = (
    *("tab", "data", "lang", "embed"),
    *("show", "true", "read", "order", "sheet"),  # of the Validation tab
    "teach",  # of the Teach tab
    *("__theme", "__sign", "view", "deep_link", "ui", "write_token"),  # Gradio's
)
MOST_NAMED, LONGEST = 3, 40  # keys that are named, and characters of one
# Of those that can be trained here.
DATASET_IN_USE = f"""async () => {{
  const {{ dataset }} = ({TOPICS}).latest("network");
  return {DATASETS}.includes(dataset) ? dataset : {{ __type__: "update" }};
}}"""


def settings_link(fields: Fields) -> None:
    """Keep the settings in the address, and place a button that copies it."""
    link = part(
        elem_id="train-link",
        markup="train/settings_link.html",
        script="train/settings_link.js",
        events=("changed",),
        names=NAMES,
        usual=[field.value for field in fields],
    )
    changes = [field.change for field in fields]
    gr.on(changes, None, js=publishing("settings", "{ values }"), inputs=fields, **IN_BROWSER)
    link.changed(None, js=DATASET_IN_USE, outputs=fields[0], **IN_BROWSER)


def settings_asked(asked: Mapping[str, str], dataset: str) -> tuple[Any, ...]:
    """Values for the fields and for the problem, as a link asks for them; `dataset` is the page's.

    What the link leaves out is as usual. Where a setting is wrong, one sentence says so and nothing
    but the data set is taken; keys that the page doesn't know are named, and the others are taken.
    """
    given = {name: asked[name] for name in NAMES if name in asked}
    usual = Settings(dataset=dataset) if dataset in DATASETS else Settings()
    problem = _alert(_unknown(asked))
    if not given:
        return usual.dataset, *[gr.skip()] * (len(NAMES) - 1), problem or gr.skip()
    values = dict(zip(NAMES, _values(usual), strict=True)) | given
    values["augmentation"] = str(values["augmentation"]).lower() == "true"
    try:
        settings = read_settings(*values.values())
    except WrongSettings as wrong:
        settings, given = usual, {}
        problem += _alert(t("wrong_link_settings", wrong=wrong.message))
    fields = _values(settings)
    if "images" not in given:
        fields[1] = gr.skip()  # which ones are usual depends on what lies on the server
    return *fields, problem


def _unknown(asked: Mapping[str, str]) -> Message | None:
    """A message about keys of a link to this tab that the page doesn't know; None without any."""
    if asked.get("tab") != "train" and not any(name in asked for name in NAMES):
        return None
    unknown = [name for name in asked if name not in (*NAMES, *ELSEWHERE)]
    if not unknown:
        return None
    names = ", ".join(name[:LONGEST] for name in unknown[:MOST_NAMED])
    meant = get_close_matches(unknown[0], NAMES, 1)
    if len(unknown) == 1 and meant:
        return t("unknown_in_link_meant", own=names, own_name=meant[0])
    return t("unknown_in_link", own=names)


def _alert(message: Message | None) -> str:
    """A message as the problem below the fields; empty for none."""
    return f"<p role='alert' {says(message)}></p>" if message else ""


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
