"""Shares of one in percent, by one rule here and in percent.js: halves are rounded up."""

from __future__ import annotations

import math

from ui.languages.messages import Message, t

DECIMALS = 5  # of a probability in 0..1, as the browser gets it


def rounded(share: float) -> float:
    """A probability as it travels to the browser; both make their text of this."""
    return round(float(share), DECIMALS)


def number(value: int) -> Message:
    """A whole number by itself, in groups of digits."""
    return t("number", value=value)


def percent(share: float, decimals: int = 1) -> Message:
    """A share in percent, with none to two decimals."""
    value = in_percent(share, decimals)
    return (t("percent_0", value=value), t("percent_1", value=value), t("percent_2", value=value))[
        decimals
    ]


def in_percent(share: float, decimals: int = 1) -> float:
    """The number that stands in front of the sign."""
    steps = 10**decimals
    return math.floor(100 * steps * float(share) + 0.5) / steps


def confidence(share: float) -> Message:
    """A probability in percent; never a flat 100 % for something that is only nearly certain."""
    share = rounded(share)
    return t("almost_certain", value=99.9) if share >= 0.9995 else percent(share)
