"""Fields of a form as numbers and choices; whatever is wrong with one is a sentence."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Any

from model.messages import MessageError
from ui.languages.messages import Message, t


class WrongSettings(MessageError):
    """A setting can't be used; the message tells the visitor why."""


def widths(text: Any, most_layers: int, widest: int) -> tuple[int, ...]:
    """Hidden widths out of "125, 65"; commas, spaces and hyphens between numbers separate."""
    parts = [part for part in re.split(r"[,;\s]+|(?<=\d)-(?=\d)", str(text or "")) if part]
    if not parts:
        raise WrongSettings(t("no_hidden_layer"))
    if len(parts) > most_layers:
        raise WrongSettings(t("too_many_layers", most=most_layers))
    return tuple(whole_number(part, 1, widest, t("hidden_width")) for part in parts)


def rate(value: Any, highest: float) -> float:
    """A learning rate."""
    number = finite(value)
    if number is None or not 0 < number <= highest:
        raise WrongSettings(t("wrong_learning_rate", highest=highest))
    return number


def whole_number(value: Any, least: int, most: int, what: Message) -> int:
    """A whole number from `least` to `most`."""
    number = finite(value)
    if number is None or number != int(number) or not least <= number <= most:
        raise WrongSettings(t("not_whole_number", what=what, least=least, most=most))
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


def one_of(value: Any, choices: Iterable[str], what: Message) -> str:
    """The value, if it is among the choices."""
    names = tuple(choices)
    if value not in names:
        raise WrongSettings(t("not_a_choice", what=what, choices=", ".join(names)))
    return value
