"""The form of the Train tab: a control for each row of the table of settings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import gradio as gr

from model.data.download import on_disk
from model.training.optimisation.borrowing import BORROWED
from model.training.settings import LARGE_CNN, SETTINGS, Setting
from ui.languages.labels import label
from ui.languages.messages import says, t
from ui.parts.part import part
from ui.parts.problem import problem
from ui.runs.settings import (
    ACTIVATION_NAMES,
    ALL,
    OPTIMISER_NAMES,
    SHIPPED,
    Settings,
)
from ui.shipped import DATA, DATASETS, WEIGHTS_DIR

Control = gr.Dropdown | gr.Radio | gr.Textbox | gr.Number | gr.Checkbox

LABELS = {
    "dataset": label("dataset"),
    "network": label("network"),
    "hidden": label("hidden_layers"),
    "learning_rate": label("learning_rate"),
    "batch_size": label("batch_size"),
    "epochs": label("epochs_label"),
    "seed": label("seed"),
    "seeds": label("seeds"),
    "optimiser": label("optimiser"),
    "augmentation": label("augmentation"),
    "activation": label("activation"),
    "initialisation": label("initialisation"),
    "detect": label("detect"),
    "training_images": label("training_images"),
    "label_noise": label("label_noise"),
    "dropout": label("dropout"),
    "weight_decay": label("weight_decay"),
    "batch_norm": label("batch_norm"),
    "one_cycle": label("one_cycle"),
    "rate_drop": label("rate_drop"),
}
HINTS = {
    "detect": label("detect_info"),
    "network": label("network_info"),
    "hidden": label("hidden_layers_info"),
}
CHOICE_NAMES = {
    "dataset": {name: dataset.title for name, dataset in DATASETS.items()},
    "network": {
        "mlp": "MLP",
        "cnn": label("network_cnn"),
        LARGE_CNN: label("network_large_cnn"),
    },
    "optimiser": OPTIMISER_NAMES,
    "activation": ACTIVATION_NAMES,
    "detect": {"all": label("detect_all")} | {str(index): str(index) for index in range(10)},
    "initialisation": {
        "pytorch": label("initialisation_pytorch"),
        "he": "He",
        "xavier": "Xavier",
        "small": label("initialisation_small"),
        BORROWED: label("initialisation_borrowed"),
    },
}
ALL_IMAGES = {True: label("all_images"), False: label("all_images_downloaded")}  # by on_disk
SHIPPED_IMAGES = label("shipped_images")
IMAGES = {"label": label("images"), "info": label("images_info")}
ELEMENT_IDS = {"seeds": "seeds"}  # that others rely on; by default "train-" and the key
PAIRED = "number"  # controls that are narrow enough for two in a row


def form() -> dict[str, Control]:
    """Place the controls of all settings, the extra ones folded away; returns them by name."""
    usual = [one for one in SETTINGS.values() if not one.is_extra]
    controls = place(usual)
    with gr.Accordion(label("more_settings"), open=False, elem_id="train-more"):
        part(f"<p class='digitpad-caption' {says(t('mlp_settings'))}></p>")
        controls |= place([one for one in SETTINGS.values() if one.is_extra])
    return controls


def place(settings: Sequence[Setting]) -> dict[str, Control]:
    """Place the controls of some settings; returns them by name."""
    controls: dict[str, Control] = {}
    for kind, rows in groupby(settings, lambda one: one.control):
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
    """The control of a setting, with its default."""
    if setting.name == "images":
        return image_choice(SETTINGS["dataset"].default)
    looks = {
        "value": setting.on_page.shown(setting.default),
        "label": LABELS[setting.name],
        "elem_id": ELEMENT_IDS.get(setting.name, f"train-{setting.key}"),
    }
    if setting.name in HINTS:
        looks["info"] = HINTS[setting.name]
    if setting.name in CHOICE_NAMES:
        looks["choices"] = [(words, name) for name, words in CHOICE_NAMES[setting.name].items()]
    match setting.control:
        case "dropdown":
            return gr.Dropdown(**looks)
        case "radio":
            return gr.Radio(**looks)
        case "text":
            return gr.Textbox(**looks, max_lines=1)
        case "number":
            return gr.Number(**looks)
        case "checkbox":
            return gr.Checkbox(**looks)
    raise ValueError(f"There is no control {setting.control!r}.")


def shown(settings: Settings) -> list[Any]:
    """Settings as the values of all controls."""
    return [one.on_page.shown(getattr(settings, name)) for name, one in SETTINGS.items()]


def by_name(values: Sequence[Any]) -> dict[str, Any]:
    """The values of all controls by the names of their settings."""
    return dict(zip(SETTINGS, values, strict=True))


def image_choice(dataset: str, chosen: str = ALL) -> gr.Radio:
    """The control for the images to train on; all of them by default if they are on disk.

    `chosen` is the former choice; SHIPPED stays chosen for another data set.
    """
    if dataset not in DATASETS:
        raise problem(t("not_there"))
    here = on_disk(DATASETS[dataset], DATA)
    choices = [(ALL_IMAGES[here], ALL)]
    if (WEIGHTS_DIR / dataset / "validation.npz").is_file():  # checked at the start of a run
        choices.append((SHIPPED_IMAGES, SHIPPED))
    few = len(choices) > 1 and (chosen == SHIPPED or not here)
    value = SHIPPED if few else ALL
    return gr.Radio(choices, value=value, elem_id="train-images", **IMAGES)
