"""What a visitor may choose for a training run; whatever is wrong with it is one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.data.datasets import DATA_SETS, MNIST
from model.data.splits import TRAINED_ON
from model.training.settings import SETTINGS
from model.training.settings import Settings as TrainingSettings
from model.training.values import WrongValue
from ui.languages.phrase import phrase
from ui.runs.parse import wrong_setting

DATASETS = SETTINGS["dataset"].values.names
ALL, SHIPPED = SETTINGS["images"].values.names
NETWORKS = {"mlp": "MLP", "cnn": phrase("Convolutional (CNN)")}
OPTIMISERS = {"adam": "Adam", "sgd": "SGD", "momentum": "SGD, momentum 0.9"}
# What each setting is called in a sentence about a wrong value.
CALLED = {
    "dataset": phrase("The data set"),
    "images": phrase("The choice of images"),
    "network": phrase("The network"),
    "hidden": phrase("A hidden layer's width"),
    "learning_rate": phrase("The learning rate"),
    "batch_size": phrase("The batch size"),
    "epochs": phrase("The number of epochs"),
    "seed": phrase("The seed"),
    "optimiser": phrase("The optimiser"),
}


@dataclass(frozen=True)
class Settings(TrainingSettings):
    """The settings of a visitor's run."""

    @property
    def name(self) -> str:
        """The choices in a line, to tell runs apart."""
        optimiser, rate = OPTIMISERS[self.optimiser], f"{self.learning_rate:g}"
        parts = [
            "-".join(map(str, self.hidden)),
            phrase(f"{optimiser}, rate {rate}"),
            phrase(f"batch {self.batch_size:,}"),
            phrase(f"seed {self.seed}"),
        ]
        if self.network == "cnn":
            parts[0] = f"CNN, {parts[0]}"
        if self.dataset != MNIST.name:
            parts.insert(0, DATA_SETS[self.dataset].title)
        if self.augmentation:
            parts.append(phrase("augmented"))
        if self.images == SHIPPED:
            parts.append(phrase(f"{TRAINED_ON:,} images"))
        return " · ".join(parts)


@dataclass(frozen=True)
class Task:
    """What the process of a run is told: the choices, and the folders where images lie."""

    settings: Settings
    data_dir: Path
    weights_dir: Path  # of the data set, with its validation.npz


def read_settings(given: Mapping[str, Any]) -> Settings:
    """Settings as they come from the page, by name; those left out are as usual.

    Raises WrongSettings.
    """
    values = {}
    for name, value in given.items():
        try:
            values[name] = SETTINGS[name].on_page.parse(value)
        except WrongValue as wrong:
            raise wrong_setting(CALLED[name], wrong) from None
    return Settings(**values)
