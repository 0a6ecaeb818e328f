"""The values that a setting may have, read from a form, a link or the command line."""

import math
import re
from dataclasses import dataclass
from typing import Any

SEPARATORS = re.compile(r"[,;\s]+|(?<=\d)-(?=\d)")  # commas, spaces, hyphens between numbers


class WrongValue(ValueError):
    """A value is not allowed.

    Attributes:
        allowed: the values that are.
        value: what was given.
    """

    def __init__(self, allowed: "Values", value: Any) -> None:
        super().__init__(f"{value!r} is not {allowed}")
        self.allowed, self.value = allowed, value


class Values:
    """Allowed values; as text they are described in a few words."""

    def parse(self, given: Any) -> Any:
        """The value that was given, perhaps as text; raises WrongValue."""
        raise NotImplementedError

    def shown(self, value: Any) -> Any:
        """A value as a form shows it."""
        return value


@dataclass(frozen=True)
class Whole(Values):
    """Whole numbers from `least` to `most`."""

    least: int
    most: int

    def parse(self, given: Any) -> int:
        """As in Values."""
        number = _finite(given)
        if number is None or number != int(number) or not self.least <= number <= self.most:
            raise WrongValue(self, given)
        return int(number)

    def __str__(self) -> str:
        return f"a whole number from {self.least:,} to {self.most:,}"


@dataclass(frozen=True)
class Real(Values):
    """Numbers above `above`, up to `most`."""

    above: float
    most: float

    def parse(self, given: Any) -> float:
        """As in Values."""
        number = _finite(given)
        if number is None or not self.above < number <= self.most:
            raise WrongValue(self, given)
        return number

    def __str__(self) -> str:
        return f"a number above {self.above} and at most {self.most}"


@dataclass(frozen=True)
class Share(Values):
    """Numbers from 0 up to `most`."""

    most: float

    def parse(self, given: Any) -> float:
        """As in Values."""
        number = _finite(given)
        if number is None or not 0 <= number <= self.most:
            raise WrongValue(self, given)
        return number

    def __str__(self) -> str:
        return f"a number from 0 to {self.most}"


@dataclass(frozen=True)
class Choice(Values):
    """One of some names."""

    names: tuple[str, ...]

    def parse(self, given: Any) -> str:
        """As in Values."""
        if given not in self.names:
            raise WrongValue(self, given)
        return given

    def __str__(self) -> str:
        return f"one of {', '.join(self.names)}"


@dataclass(frozen=True)
class Widths(Values):
    """Widths of up to `layers` hidden layers, of at most `widest` units each."""

    layers: int
    widest: int

    def parse(self, given: Any) -> tuple[int, ...]:
        """As in Values; what is wrong with one width is said of that width."""
        parts = [part for part in SEPARATORS.split(str(given or "")) if part]
        if len(parts) > self.layers:
            raise WrongValue(self, parts)
        return tuple(map(Whole(1, self.widest).parse, parts))

    def shown(self, value: tuple[int, ...]) -> str:
        """As in Values."""
        return ", ".join(map(str, value))

    def __str__(self) -> str:
        return f"up to {self.layers} widths, as 300,100"


@dataclass(frozen=True)
class Flag(Values):
    """True or False; anything but true is False."""

    def parse(self, given: Any) -> bool:
        """As in Values."""
        return given is True or (isinstance(given, str) and given.lower() == "true")

    def __str__(self) -> str:
        return "true or false"


def _finite(given: Any) -> float | None:
    """A finite number, or None for anything else."""
    if isinstance(given, bool):
        return None
    try:
        number = float(given)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
