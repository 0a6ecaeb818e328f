"""The form of the Train tab: a control for each row of the table of settings."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import gradio as gr

from model.data.download import on_disk
from model.data.splits import TRAINED_ON
from model.training.settings import SETTINGS, Setting
from ui.languages.phrase import phrase
from ui.parts.problem import problem
from ui.runs.settings import ALL, NETWORKS, OPTIMISERS, SHIPPED
from ui.runs.settings import DATASETS as TRAINABLE
from ui.shipped import DATA, DATASETS, WEIGHTS

Control = gr.components.Component

LABELS = {
    "dataset": phrase("Data set"),
    "network": phrase("Network"),
    "hidden": phrase("Hidden layers"),
    "learning_rate": phrase("Learning rate"),
    "batch_size": phrase("Batch size"),
    "epochs": phrase("Epochs"),
    "seed": phrase("Seed"),
    "optimiser": phrase("Optimiser"),
    "augmentation": phrase("Distort the images anew each epoch"),
}
HINTS = {
    "network": phrase("The CNN has five layers of kernels in front of the hidden layers."),
    "hidden": phrase("Widths of one to four layers."),
}
NAMES = {
    "dataset": {name: DATASETS[name].title for name in DATASETS if name in TRAINABLE},
    "network": NETWORKS,
    "optimiser": OPTIMISERS,
}
PAIRED = "number"  # controls that are narrow enough for two in a row


def form() -> dict[str, Control]:
    """Place the controls of all settings, which are returned by name."""
    controls = {}
    for kind, rows in groupby(SETTINGS.values(), lambda one: one.control):
        if kind == PAIRED:
            numbers = list(rows)
            for start in range(0, len(numbers), 2):
                with gr.Row(elem_classes=["pair"]):
                    for setting in numbers[start : start + 2]:
                        controls[setting.name] = control(setting)
        else:
            controls |= {setting.name: control(setting) for setting in rows}
    return controls


def control(setting: Setting) -> Control:
    """The control of one setting, with its usual value."""
    if setting.name == "images":
        return image_choice(SETTINGS["dataset"].default)
    shown = {
        "value": setting.on_page.shown(setting.default),
        "label": LABELS[setting.name],
        "elem_id": f"train-{setting.key}",
    }
    if setting.name in HINTS:
        shown["info"] = HINTS[setting.name]
    if setting.name in NAMES:
        shown["choices"] = [(words, name) for name, words in NAMES[setting.name].items()]
    match setting.control:
        case "dropdown":
            return gr.Dropdown(**shown)
        case "radio":
            return gr.Radio(**shown)
        case "text":
            return gr.Textbox(**shown, max_lines=1)
        case "number":
            return gr.Number(**shown)
        case "checkbox":
            return gr.Checkbox(**shown)
    raise ValueError(f"There is no control {setting.control!r}.")


def by_name(values: tuple[Any, ...]) -> dict[str, Any]:
    """What all controls contain, by the names of their settings."""
    return dict(zip(SETTINGS, values, strict=True))


def image_choice(dataset: str, chosen: str = ALL) -> gr.Radio:
    """Which images there are to train on; all of them, where they need no download.

    Who has chosen the few before gets them of this data set, too.
    """
    if dataset not in TRAINABLE:
        raise problem("The page asked for something that is not there; please reload it.")
    name, here = DATASETS[dataset].title, on_disk(DATASETS[dataset], DATA)
    every = phrase("All 60,000") if here else phrase("All 60,000, downloaded first")
    choices = [(every, ALL)]
    if (WEIGHTS / dataset / "validation.npz").is_file():  # checked when a run is started
        choices.append((phrase(f"{TRAINED_ON:,} test images"), SHIPPED))
    few = len(choices) > 1 and (chosen == SHIPPED or not here)
    value = SHIPPED if few else ALL
    return gr.Radio(
        choices,
        value=value,
        label=phrase("Images"),
        info=phrase(
            f"The {TRAINED_ON:,} come with this page: test images of {name}. Its other 2,000 show "
            "how well the run reads what it has not seen. The network that came with the page "
            "learned from none of them."
        ),
        elem_id="train-images",
    )
