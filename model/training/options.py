"""The options of `train.py`."""

import argparse
from pathlib import Path
from typing import Any

import torch

from ..data.datasets import DATA_SETS
from ..outputs import require_writable
from .generated import GeneratedRecipe
from .ink.training import InkRecipe
from .recipes import NETWORKS, RECIPES, Recipe, has_recipe, network_of, recipe_for
from .rows.training import RowRecipe
from .settings import ALL, OF_A_RECIPE, SETTINGS, Setting, with_settings
from .values import Choice, WrongValue

PAGES, ROWS = "pages", "rows"  # what the ink and the row network learn from; code makes them
GENERATED: dict[str, tuple[str, GeneratedRecipe]] = {  # name of the weights folder, and recipe
    PAGES: ("ink", InkRecipe()),
    ROWS: ("rows", RowRecipe()),
}


def parse_options(arguments: list[str] | None = None, prog: str = "train.py") -> argparse.Namespace:
    """The command line's options; `settings` is the recipe with the given settings."""
    parser = _parser(prog)
    options = parser.parse_args(arguments)
    if options.device == "auto":
        options.device = "cuda" if torch.cuda.is_available() else "cpu"
    elif options.device == "cuda" and not torch.cuda.is_available():
        parser.error("There is no CUDA device here; use --device cpu.")
    usual = network_of(options.recipe, options.dataset)
    options.network = options.network or usual
    try:
        recipe = _recipe(options)
        options.settings = with_settings(recipe, options)
    except ValueError as wrong:
        parser.error(str(wrong))
    network = options.dataset + (f"-{options.network}" if options.network != usual else "")
    name = f"{network}-{options.recipe}"
    if options.out is None:
        as_it_is = options.settings == recipe and options.images == ALL
        folder = GENERATED[options.dataset][0] if options.dataset in GENERATED else network
        shipped = options.recipe == "best" and as_it_is
        options.out = Path("weights") / folder if shipped else Path("runs") / name
    if options.checkpoint is None:
        options.checkpoint = Path("runs/checkpoints") / f"{name}-{options.seed}.pt"
    require_writable(parser, options.out, folder=True)
    require_writable(parser, options.checkpoint)
    return options


def _parser(prog: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=prog, description="Train Digitpad's network and write its weights folder."
    )
    parser.add_argument("--dataset", choices=[*DATA_SETS, *GENERATED], default="mnist")
    parser.add_argument("--network", choices=NETWORKS, help="by default the one that is shipped")
    parser.add_argument("--recipe", choices=RECIPES, default="best")
    parser.add_argument("--data-dir", default="data", help="where the data set is, or goes")
    parser.add_argument(
        "--out", type=Path, help="weights/<dataset> for best as it is, else runs/<dataset>-<recipe>"
    )
    _add(parser, SETTINGS["seed"])
    parser.add_argument(
        "--resume", action="store_true", help="go on from the checkpoint of the same run, if any"
    )
    parser.add_argument(
        "--checkpoint", type=Path, help="runs/checkpoints/<dataset>-<recipe>-<seed>.pt by default"
    )
    parser.add_argument("--device", choices=["auto", "cpu", "cuda"], default="auto")
    settings = parser.add_argument_group("settings", "each by default the recipe's")
    for name in OF_A_RECIPE:
        _add(settings, SETTINGS[name], default=None)
    _add(settings, SETTINGS["images"])
    return parser


def _add(parser: argparse._ActionsContainer, setting: Setting, **given: Any) -> None:
    """Add the option of a setting; its default is the setting's unless another is given."""
    values = setting.values

    def parsed(text: str) -> Any:
        try:
            return values.parse(text)
        except WrongValue as wrong:
            raise argparse.ArgumentTypeError(str(wrong)) from None

    if isinstance(values, Choice):
        given["choices"] = values.names
    parser.add_argument(
        setting.option, type=parsed, help=setting.help, **{"default": setting.default} | given
    )


def _recipe(options: argparse.Namespace) -> Recipe | GeneratedRecipe:
    """The recipe that the options name; raises ValueError where there is none."""
    if options.dataset not in GENERATED:
        if not has_recipe(options.recipe, options.dataset, options.network):
            raise ValueError(
                f"There is no recipe {options.recipe} for a {options.network} on {options.dataset}."
            )
        return recipe_for(options.recipe, DATA_SETS[options.dataset], options.network)
    if (options.recipe, options.network) != ("best", "mlp"):
        raise ValueError(f"For {options.dataset} there is one recipe, best, and one network.")
    if options.images != ALL:
        raise ValueError(f"The {options.dataset} are made by code; leave --images out.")
    return GENERATED[options.dataset][1]
