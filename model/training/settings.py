"""The settings of a training run: one table for `train.py`, the Train tab and its links."""

import argparse
from dataclasses import Field, dataclass, field, fields, replace
from typing import Any

from ..data.datasets import DATA_SETS, MNIST
from ..data.splits import TRAINED_ON
from ..networks.initialisation import INITIALISATIONS
from ..networks.mlp import ACTIVATIONS
from .examples.detection import ALL_CLASSES, classes_of
from .generated import GeneratedRecipe
from .optimisation.borrowing import BORROWED, can_borrow
from .recipes import CNN_DIGITS, MOST_IMAGES, OPTIMISERS, TUTORIAL, Recipe, recipe_for
from .values import Choice, Flag, Real, Share, Values, Whole, Widths

ALL, SHIPPED = "all", "shipped"  # images: the whole data set, or some that lie beside the weights
OF_AN_MLP = ("activation", "dropout", "batch_norm")  # settings that no other network has
LARGE_CNN = "large-cnn"  # the network of the shipped CNN of digits
BLOCKS = ((8, 8), (16, 16), (32,))  # of a CNN that is as quick to train as the tutorial's MLP
BLOCKS_IN_COLOUR = ((32, 32), (64, 64), (128,))  # half a minute for an epoch of 50,000 pictures


@dataclass(frozen=True)
class Setting:
    """A row of the table.

    Attributes:
        name: of the field of Settings.
        default: as in the 2019 tutorial.
        values: that are allowed.
        control: of the form: "dropdown", "radio", "text", "number" or "checkbox".
        on_page: the values that are allowed on the page, where many train on one server.
        key: its name in a link.
        is_extra: whether the form folds it away, below the usual ones.
        help: what `train.py --help` says; None where train.py has no such option.
    """

    name: str
    default: Any
    values: Values
    control: str
    on_page: Values
    key: str
    help: str | None
    is_extra: bool

    @property
    def option(self) -> str:
        """The name of the option of train.py."""
        return f"--{self.name.replace('_', '-')}"


def row(
    default: Any,
    values: Values,
    control: str,
    *,
    on_page: Values | None = None,
    key: str | None = None,
    help: str | None = None,
    is_extra: bool = False,
) -> Any:
    """A field of Settings with the other columns of its row; see Setting."""
    columns: dict[str, Any] = {"values": values, "control": control, "on_page": on_page or values}
    columns |= {"key": key, "help": help, "is_extra": is_extra}
    return field(default=default, metadata=columns)


def extra(default: Any, values: Values, control: str, help: str = "") -> Any:
    """A row that the form folds away."""
    return row(default, values, control, help=help, is_extra=True)


@dataclass(frozen=True)
class Settings:
    """The settings of a run, in the order of the form; by default the 2019 tutorial's.

    Another setting is another row, with its texts in `ui/train/settings/form.py` and
    `ui/runs/settings.py`. A row with the name of a field of Recipe is put into the recipe.
    """

    dataset: str = row(MNIST.name, Choice(tuple(DATA_SETS)), "dropdown")
    images: str = row(
        ALL,
        Choice((ALL, SHIPPED)),
        "radio",
        help=f"{SHIPPED}: the first {TRAINED_ON:,} test images, which come with the weights",
    )
    network: str = row("mlp", Choice(("mlp", "cnn", LARGE_CNN)), "radio")
    hidden: tuple[int, ...] = row(
        TUTORIAL.hidden,
        Widths(100, 10_000),
        "text",
        on_page=Widths(4, 1024),
        help="widths, as 300,100",
    )
    learning_rate: float = row(
        TUTORIAL.learning_rate, Real(0, 10), "number", key="rate", help="or its peak"
    )
    batch_size: int = row(TUTORIAL.batch_size, Whole(1, 10_000), "number", key="batch", help="")
    epochs: int = row(TUTORIAL.epochs, Whole(1, 100_000), "number", on_page=Whole(1, 100), help="")
    seed: int = row(0, Whole(0, 2**31 - 1), "number", help="0 by default")
    seeds: int = row(1, Whole(1, 20), "number")
    optimiser: str = row(TUTORIAL.optimiser, Choice(OPTIMISERS), "dropdown", help="")
    augmentation: bool = row(False, Flag(), "checkbox")
    activation: str = extra(TUTORIAL.activation, Choice(tuple(ACTIVATIONS)), "dropdown")
    initialisation: str = extra(
        TUTORIAL.initialisation,
        Choice((*INITIALISATIONS, BORROWED)),
        "dropdown",
        f"{BORROWED}: the weights of the shipped CNN of digits",
    )
    detect: str = extra(
        ALL_CLASSES,
        Choice((ALL_CLASSES, *map(str, range(10)))),
        "dropdown",
        "index of a class that one unit tells from all others",
    )
    training_images: int = extra(
        MOST_IMAGES, Whole(100, MOST_IMAGES), "number", "at most; the first ones are taken"
    )
    label_noise: float = extra(
        TUTORIAL.label_noise, Share(1), "number", "share of the training labels that are wrong"
    )
    dropout: float = extra(TUTORIAL.dropout, Share(0.9), "number", "share of hidden units")
    weight_decay: float = extra(TUTORIAL.weight_decay, Share(1), "number")
    batch_norm: bool = extra(TUTORIAL.batch_norm, Flag(), "checkbox", "true or false")
    one_cycle: bool = extra(
        TUTORIAL.one_cycle, Flag(), "checkbox", "true: the learning rate rises and falls"
    )
    rate_drop: int = extra(
        TUTORIAL.rate_drop,
        Whole(0, 100_000),
        "number",
        "divide the learning rate by ten every so many epochs; 0: never",
    )

    @property
    def recipe(self) -> Recipe:
        """The tutorial's recipe with these settings in place of its own."""
        best = recipe_for("best", DATA_SETS[self.dataset])
        shared = {name: getattr(self, name) for name in SETTINGS if hasattr(TUTORIAL, name)}
        if self.network == LARGE_CNN:
            shared |= {"mean": CNN_DIGITS.mean, "std": CNN_DIGITS.std}
        return replace(
            TUTORIAL,
            **shared
            | {
                "blocks": self.blocks,
                "augmentation": best.augmentation if self.augmentation else None,
            },
        )

    @property
    def classes(self) -> tuple[str, ...]:
        """The names of the classes, in the order of the logits."""
        return classes_of(DATA_SETS[self.dataset].classes, self.detect)

    @property
    def blocks(self) -> tuple[tuple[int, ...], ...]:
        """The blocks of convolutions in the network; an MLP has none."""
        if self.network == "mlp":
            return ()
        if self.network == LARGE_CNN:
            return CNN_DIGITS.blocks
        return BLOCKS_IN_COLOUR if DATA_SETS[self.dataset].in_colour else BLOCKS

    @property
    def first_units(self) -> int:
        """How many units, or kernels, the first layer has."""
        if self.blocks:
            return self.blocks[0][0]
        if self.hidden:
            return self.hidden[0]
        return len(self.classes) if self.detect == ALL_CLASSES else 1


def _setting(one: Field) -> Setting:
    columns = dict(one.metadata)
    return Setting(one.name, one.default, **columns | {"key": columns["key"] or one.name})


SETTINGS = {one.name: _setting(one) for one in fields(Settings)}
# Those of a recipe that train.py has options for, whose defaults are the recipe's.
OF_A_RECIPE = tuple(
    name for name, one in SETTINGS.items() if one.help is not None and hasattr(TUTORIAL, name)
)


# Settings that show one thing each, by what differs from the tutorial's.
PRESETS: dict[str, dict[str, Any]] = {
    "tutorial": {},
    "good": {
        "hidden": (300, 100),
        "learning_rate": 0.002,
        "epochs": 15,
        "augmentation": True,
        "dropout": 0.2,
        "one_cycle": True,
    },
    "overfitting": {"hidden": (512, 256), "learning_rate": 0.001, "epochs": 15},
    "rate": {"learning_rate": 0.5},
    "dead": {"learning_rate": 0.05, "hidden": (125, 65, 65), "epochs": 6},
    "vanishing": {
        "hidden": (100, 100, 100, 100),
        "activation": "sigmoid",
        "initialisation": "small",
        "optimiser": "sgd",
        "learning_rate": 0.1,
        "epochs": 8,
    },
    "cnn": {
        "network": "cnn",
        "hidden": (125,),
        "learning_rate": 0.003,
        "epochs": 8,
        "one_cycle": True,
    },
    "borrowed": {
        "dataset": "fashion-mnist",
        "network": LARGE_CNN,
        "hidden": (256,),
        "learning_rate": 0.001,
        "batch_size": 32,
        "epochs": 20,
        "initialisation": BORROWED,
        "training_images": 300,
        "one_cycle": True,
    },
    "neuron": {"hidden": (), "detect": "3", "epochs": 8},
}


def with_settings(
    recipe: Recipe | GeneratedRecipe, options: argparse.Namespace
) -> Recipe | GeneratedRecipe:
    """The recipe with the settings of the command line.

    Raises ValueError, in a sentence, for a setting that the recipe does not have.
    """
    asked = {
        name: getattr(options, name) for name in OF_A_RECIPE if getattr(options, name) is not None
    }
    known = settings_of(recipe)
    for name in asked:
        if name not in known:
            raise ValueError(f"This network has no {SETTINGS[name].option}; leave it out.")
    changed_recipe = replace(recipe, **asked)
    if asked.get("initialisation") == BORROWED and not can_borrow(changed_recipe):
        raise ValueError(f"This network can't borrow the weights of {BORROWED}; choose a CNN.")
    return changed_recipe


def settings_of(recipe: Recipe | GeneratedRecipe) -> dict[str, Any]:
    """The settings of a recipe by name, as history.json has them."""
    settings = {name: getattr(recipe, name) for name in OF_A_RECIPE if hasattr(recipe, name)}
    blocks, stages = getattr(recipe, "blocks", ()), getattr(recipe, "stages", ())
    missing = [*(OF_AN_MLP if blocks or stages else ()), *(["hidden"] if stages else [])]
    if getattr(recipe, "held_out", 0):  # its calibration is of all classes
        missing.append("detect")
    return {name: value for name, value in settings.items() if name not in missing}


def changed(settings: dict[str, Any], recipe: Recipe | GeneratedRecipe) -> dict[str, Any]:
    """Those settings of a run that are not as in its recipe."""
    usual = settings_of(recipe) | {"images": ALL}
    return {name: value for name, value in settings.items() if value != usual[name]}


def as_options(settings: dict[str, Any]) -> str:
    """Settings as they are given to train.py."""
    texts = {name: _text(value) for name, value in settings.items()}
    return " ".join(f"--{name.replace('_', '-')} {text}" for name, text in texts.items())


def _text(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
