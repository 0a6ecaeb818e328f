"""The settings of a visitor's training run; a wrong one is explained in one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from model.data.datasets import DATA_SETS, MNIST, called
from model.data.splits import TRAINED_ON
from model.training.examples.detection import ALL_CLASSES
from model.training.optimisation.borrowing import BORROWED
from model.training.settings import ALL as ALL
from model.training.settings import LARGE_CNN, SETTINGS, SHIPPED
from model.training.settings import Settings as TrainingSettings
from model.training.values import WrongValue
from ui.languages.messages import Message, t
from ui.runs.parse import WrongSettings, wrong_setting

OPTIMISER_NAMES = {"adam": "Adam", "sgd": "SGD", "momentum": "SGD, momentum 0.9"}
# The name of each setting in a sentence about a wrong value.
CALLED = {
    "dataset": t("setting_dataset"),
    "images": t("setting_images"),
    "network": t("the_network"),
    "hidden": t("hidden_width"),
    "learning_rate": t("setting_learning_rate"),
    "batch_size": t("setting_batch_size"),
    "epochs": t("setting_epochs"),
    "seed": t("setting_seed"),
    "seeds": t("setting_seeds"),
    "optimiser": t("setting_optimiser"),
    "activation": t("setting_activation"),
    "initialisation": t("setting_initialisation"),
    "detect": t("setting_detect"),
    "training_images": t("setting_training_images"),
    "label_noise": t("setting_label_noise"),
    "dropout": t("setting_dropout"),
    "weight_decay": t("setting_weight_decay"),
    "rate_drop": t("setting_rate_drop"),
}
ACTIVATION_NAMES = {"relu": "ReLU", "sigmoid": "Sigmoid", "tanh": "tanh", "gelu": "GELU"}
INITIALISATION_NAMES: dict[str, Message | str] = {
    "pytorch": t("initialisation_pytorch"),
    "he": "He",
    "xavier": "Xavier",
    "small": t("initialisation_small"),
    BORROWED: t("initialisation_borrowed"),
}
# The extra settings in the name of a run: labels, and names of their choices.
EXTRA_NAMES: dict[str, tuple[Message, dict[str, Any]]] = {
    "activation": (t("activation"), ACTIVATION_NAMES),
    "initialisation": (t("initialisation"), INITIALISATION_NAMES),
    "detect": (t("detect"), {}),
    "training_images": (t("training_images"), {}),
    "label_noise": (t("label_noise"), {}),
    "dropout": (t("dropout"), {}),
    "weight_decay": (t("weight_decay"), {}),
    "batch_norm": (t("batch_norm"), {}),
    "one_cycle": (t("one_cycle"), {}),
    "rate_drop": (t("rate_drop"), {}),
}


@dataclass(frozen=True)
class Settings(TrainingSettings):
    """The settings of a visitor's run."""

    @property
    def name(self) -> list[Message | str]:
        """The settings in words, to tell runs apart."""
        optimiser, rate = OPTIMISER_NAMES[self.optimiser], f"{self.learning_rate:g}"
        parts: list[Message | str] = [
            "-".join(map(str, self.hidden)) or t("no_hidden_layers"),
            t("run_optimiser", optimiser=optimiser, rate=rate),
            t("run_batch", batch_size=self.batch_size),
            t("run_seed", seed=self.seed),
        ]
        if self.seeds > 1:
            parts[-1] = t("run_seeds", first=self.seed, last=self.seed + self.seeds - 1)
        if self.network == LARGE_CNN:
            parts.insert(0, t("network_large_cnn"))
        if self.network == "cnn":
            parts[0:1] = [f"CNN, {parts[0]}"] if self.hidden else ["CNN", parts[0]]
        if self.dataset != MNIST.name:
            parts.insert(0, DATA_SETS[self.dataset].title)
        if self.augmentation:
            parts.append(t("run_augmented"))
        if self.images == SHIPPED:
            parts.append(t("run_images", trained_on=TRAINED_ON))
        return [*parts, *self._extras()]

    @property
    def of_first_seed(self) -> Settings:
        """The settings of the network that the page keeps."""
        return replace(self, seeds=1)

    def _extras(self) -> Iterator[Message]:
        """The extra settings that are not the tutorial's."""
        for name, (label, choices) in EXTRA_NAMES.items():
            value = getattr(self, name)
            if value is True:
                yield label
            elif name == "detect" and value != ALL_CLASSES:
                yield t("run_setting", setting=label, value=called(self.classes[1]))
            elif value != SETTINGS[name].default:
                shown = choices.get(value, f"{value:g}" if isinstance(value, float) else value)
                yield t("run_setting", setting=label, value=shown)


@dataclass(frozen=True)
class Task:
    """The task of a run's process.

    Attributes:
        settings: of the run; the seed is the only one that is trained with.
        data_dir: the folder with data sets.
        weights_dir: the folder of the data set's weights, with its validation.npz.
        figures_only: whether no weights, pictures of them or film are sent.
    """

    settings: Settings
    data_dir: Path
    weights_dir: Path
    figures_only: bool = False


def read_settings(given: Mapping[str, Any]) -> Settings:
    """Parse settings from the page, by name; those that are missing have their defaults.

    Raises WrongSettings.
    """
    values = {}
    for name, value in given.items():
        try:
            values[name] = SETTINGS[name].on_page.parse(value)
        except WrongValue as wrong:
            raise wrong_setting(CALLED[name], wrong) from None
    settings = Settings(**values)
    if settings.initialisation == BORROWED and settings.network != LARGE_CNN:
        raise WrongSettings(t("only_large_cnn_borrows"))
    return settings
