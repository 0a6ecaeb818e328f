"""What a visitor may choose for a training run; whatever is wrong with it is one sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from model.data.datasets import DATA_SETS, MNIST
from model.training.recipes import TUTORIAL, Recipe, recipe_for
from ui.languages.messages import Message, t
from ui.runs.parse import one_of, rate, whole_number, widths

NETWORKS = ("mlp", "cnn")
BLOCKS = ((8, 8), (16, 16), (32,))  # of a visitor's CNN: as quick to train as the tutorial's MLP
OPTIMISERS = {"adam": "Adam", "sgd": "SGD", "momentum": "SGD, momentum 0.9"}
DATASETS = [name for name, one in DATA_SETS.items() if len(one.shape) == 2]  # others take hours
ALL, SHIPPED = "all", "shipped"  # which images: all 60,000, or part of the validation set
TRAINED_ON = 8000  # … of which the first are trained on and the last only shown

MOST_LAYERS = 4
WIDEST = 1024
HIGHEST_RATE = 10
LARGEST_BATCH = 10_000
MOST_EPOCHS = 100
LARGEST_SEED = 2**31 - 1


@dataclass(frozen=True)
class Settings:
    """The choices of one run; those of the 2019 tutorial by default."""

    dataset: str = MNIST.name
    images: str = ALL
    network: str = "mlp"
    hidden: tuple[int, ...] = TUTORIAL.hidden
    learning_rate: float = TUTORIAL.learning_rate
    batch_size: int = TUTORIAL.batch_size
    epochs: int = TUTORIAL.epochs
    optimiser: str = TUTORIAL.optimiser
    augmentation: bool = False
    seed: int = 0

    @property
    def recipe(self) -> Recipe:
        """The tutorial's recipe with these choices in place of its own."""
        best = recipe_for("best", DATA_SETS[self.dataset])
        return replace(
            TUTORIAL,
            hidden=self.hidden,
            blocks=BLOCKS if self.network == "cnn" else (),
            learning_rate=self.learning_rate,
            batch_size=self.batch_size,
            epochs=self.epochs,
            optimiser=self.optimiser,
            augmentation=best.augmentation if self.augmentation else None,
        )

    @property
    def first_units(self) -> int:
        """How many units, or kernels, the first layer has."""
        return BLOCKS[0][0] if self.network == "cnn" else self.hidden[0]

    @property
    def name(self) -> list[Message | str]:
        """The choices, to tell runs apart."""
        optimiser, rate = OPTIMISERS[self.optimiser], f"{self.learning_rate:g}"
        parts: list[Message | str] = [
            "-".join(map(str, self.hidden)),
            t("run_optimiser", optimiser=optimiser, rate=rate),
            t("run_batch", batch_size=self.batch_size),
            t("run_seed", seed=self.seed),
        ]
        if self.network == "cnn":
            parts[0] = f"CNN, {parts[0]}"
        if self.dataset != MNIST.name:
            parts.insert(0, DATA_SETS[self.dataset].title)
        if self.augmentation:
            parts.append(t("run_augmented"))
        if self.images == SHIPPED:
            parts.append(t("run_images", trained_on=TRAINED_ON))
        return parts


@dataclass(frozen=True)
class Task:
    """What the process of a run is told: the choices, and the folders where images lie."""

    settings: Settings
    data_dir: Path
    weights_dir: Path  # of the data set, with its validation.npz


def read_settings(
    dataset: Any,
    images: Any,
    network: Any,
    hidden: Any,
    learning_rate: Any,
    batch_size: Any,
    epochs: Any,
    optimiser: Any,
    augmentation: Any,
    seed: Any,
) -> Settings:
    """Settings as they come from the page; raises WrongSettings."""
    return Settings(
        dataset=one_of(dataset, DATASETS, t("setting_dataset")),
        images=one_of(images, (ALL, SHIPPED), t("setting_images")),
        network=one_of(network, NETWORKS, t("the_network")),
        hidden=widths(hidden, MOST_LAYERS, WIDEST),
        learning_rate=rate(learning_rate, HIGHEST_RATE),
        batch_size=whole_number(batch_size, 1, LARGEST_BATCH, t("setting_batch_size")),
        epochs=whole_number(epochs, 1, MOST_EPOCHS, t("setting_epochs")),
        optimiser=one_of(optimiser, OPTIMISERS, t("setting_optimiser")),
        augmentation=augmentation is True,
        seed=whole_number(seed, 0, LARGEST_SEED, t("setting_seed")),
    )
