"""Fields of a form as numbers and choices; whatever is wrong with one is a sentence."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Any

from ui.languages.phrase import phrase


class WrongSettings(ValueError):
    """A setting can't be used; the message is one sentence for the visitor."""


def widths(text: Any, most_layers: int, widest: int) -> tuple[int, ...]:
    """Hidden widths out of "125, 65"; commas, spaces and hyphens between numbers separate."""
    parts = [part for part in re.split(r"[,;\s]+|(?<=\d)-(?=\d)", str(text or "")) if part]
    if not parts:
        raise WrongSettings("Name at least one hidden layer, for example 125, 65.")
    most = most_layers
    if len(parts) > most:
        raise WrongSettings(f"At most {most} hidden layers are possible here.")
    return tuple(whole_number(part, 1, widest, phrase("A hidden layer's width")) for part in parts)


def rate(value: Any, highest: float) -> float:
    """A learning rate."""
    number = finite(value)
    if number is None or not 0 < number <= highest:
        raise WrongSettings(f"The learning rate must be above 0 and at most {highest}.")
    return number


def whole_number(value: Any, least: int, most: int, what: str) -> int:
    """A whole number from `least` to `most`."""
    number = finite(value)
    if number is None or number != int(number) or not least <= number <= most:
        raise WrongSettings(f"{what} must be a whole number from {least} to {most:,}.")
    return int(number)


def finite(value: Any) -> float | None:
    """The value as a number, or None for anything that is none."""
    if isinstance(value, bool):
        return None
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def one_of(value: Any, choices: Iterable[str], what: str) -> str:
    """The value, if it is among the choices."""
    names = tuple(choices)
    if value not in names:
        choices = ", ".join(names)
        raise WrongSettings(f"{what} must be one of {choices}.")
    return value
