"""The settings of a training run: one table for `train.py`, the Train tab and its links."""

import argparse
from dataclasses import Field, dataclass, field, fields, replace
from typing import Any

from ..data.datasets import DATA_SETS, MNIST
from ..data.splits import TRAINED_ON
from .generated import GeneratedRecipe
from .recipes import OPTIMISERS, TUTORIAL, Recipe, recipe_for
from .values import Choice, Flag, Real, Values, Whole, Widths

ALL, SHIPPED = "all", "shipped"  # images: the whole data set, or some that lie beside the weights
QUICK = tuple(name for name, one in DATA_SETS.items() if not one.in_colour)  # others take hours
BLOCKS = ((8, 8), (16, 16), (32,))  # of a CNN that is as quick to train as the tutorial's MLP


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
        help: what `train.py --help` says; None where train.py has no such option.
    """

    name: str
    default: Any
    values: Values
    control: str
    on_page: Values
    key: str
    help: str | None

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
) -> Any:
    """A field of Settings with the other columns of its row; see Setting."""
    columns = {"values": values, "control": control, "on_page": on_page or values}
    return field(default=default, metadata=columns | {"key": key, "help": help})


@dataclass(frozen=True)
class Settings:
    """The settings of a run, in the order of the form; by default the 2019 tutorial's.

    Another setting is another row, with its texts in `ui/train/settings/form.py` and
    `ui/runs/settings.py`. A row with the name of a field of Recipe is put into the recipe.
    """

    dataset: str = row(MNIST.name, Choice(QUICK), "dropdown")
    images: str = row(
        ALL,
        Choice((ALL, SHIPPED)),
        "radio",
        help=f"{SHIPPED}: the first {TRAINED_ON:,} test images, which come with the weights",
    )
    network: str = row("mlp", Choice(("mlp", "cnn")), "radio")
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
    optimiser: str = row(TUTORIAL.optimiser, Choice(OPTIMISERS), "dropdown", help="")
    augmentation: bool = row(False, Flag(), "checkbox")

    @property
    def recipe(self) -> Recipe:
        """The tutorial's recipe with these settings in place of its own."""
        best = recipe_for("best", DATA_SETS[self.dataset])
        shared = {name: getattr(self, name) for name in SETTINGS if hasattr(TUTORIAL, name)}
        return replace(
            TUTORIAL,
            **shared
            | {
                "blocks": BLOCKS if self.network == "cnn" else (),
                "augmentation": best.augmentation if self.augmentation else None,
            },
        )

    @property
    def first_units(self) -> int:
        """How many units, or kernels, the first layer has."""
        return BLOCKS[0][0] if self.network == "cnn" else self.hidden[0]


def _setting(one: Field) -> Setting:
    columns = dict(one.metadata)
    return Setting(one.name, one.default, **columns | {"key": columns["key"] or one.name})


SETTINGS = {one.name: _setting(one) for one in fields(Settings)}
# Those of a recipe that train.py has options for, whose defaults are the recipe's.
OF_A_RECIPE = tuple(
    name for name, one in SETTINGS.items() if one.help is not None and hasattr(TUTORIAL, name)
)


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
    return replace(recipe, **asked)


def settings_of(recipe: Recipe | GeneratedRecipe) -> dict[str, Any]:
    """The settings of a recipe by name, as history.json has them."""
    settings = {name: getattr(recipe, name) for name in OF_A_RECIPE if hasattr(recipe, name)}
    if getattr(recipe, "stages", ()):  # a residual network has no hidden layers
        del settings["hidden"]
    return settings


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
