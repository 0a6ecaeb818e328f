"""Settings of recipes as command-line options: argparse types and validation."""

import argparse
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from .ink_training import InkRecipe
from .recipes import Recipe

Number = TypeVar("Number", int, float)
AnyRecipe = TypeVar("AnyRecipe", Recipe, InkRecipe)

SETTINGS = ("epochs", "hidden", "learning_rate", "batch_size", "optimiser")  # of a recipe
MAX_WIDTH = 10_000  # units of a hidden layer


def between(least: Number, most: Number) -> Callable[[str], Number]:
    """An argparse type: numbers of the type of the two bounds, between them or equal to one."""
    kind = type(least)

    def number(text: str) -> Number:
        try:
            value = kind(text)
        except ValueError:
            value = None
        if value is None or not least <= value <= most:
            what = "a whole number" if kind is int else "a number"
            raise argparse.ArgumentTypeError(f"{text!r} is not {what} from {least:,} to {most:,}")
        return value

    return number


def widths(text: str) -> tuple[int, ...]:
    """An argparse type: widths of hidden layers, as 300,100 or 300-100."""
    parts = [part for part in re.split(r"[,\s]+|(?<=\d)-(?=\d)", text) if part]
    if not parts:
        raise argparse.ArgumentTypeError("name at least one width, for example 300,100")
    return tuple(map(between(1, MAX_WIDTH), parts))


def with_settings(recipe: AnyRecipe, options: argparse.Namespace) -> AnyRecipe:
    """The recipe with the settings of the command line.

    Raises ValueError, in a sentence, for a setting that the recipe does not have.
    """
    asked = {name: getattr(options, name) for name in SETTINGS if getattr(options, name)}
    known = settings_of(recipe)
    for name in asked:
        if name not in known:
            raise ValueError(f"This network has no --{name.replace('_', '-')}; leave it out.")
    return replace(recipe, **asked)


def settings_of(recipe: Recipe | InkRecipe) -> dict[str, Any]:
    """The settings of a recipe by name, as history.json has them."""
    settings = {name: getattr(recipe, name) for name in SETTINGS if hasattr(recipe, name)}
    if getattr(recipe, "stages", ()):  # a residual network has no hidden layers
        del settings["hidden"]
    return settings


def as_options(settings: dict[str, Any]) -> str:
    """Settings as they are given to train.py."""
    texts = {name: _text(value) for name, value in settings.items()}
    return " ".join(f"--{name.replace('_', '-')} {text}" for name, text in texts.items())


def _text(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
