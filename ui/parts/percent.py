"""Shares of one as text, by one rule here and in percent.js: halves are rounded up."""

from __future__ import annotations

import math

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
DECIMALS = 5  # of a probability in 0..1, as the browser gets it


def rounded(share: float) -> float:
    """A probability as it travels to the browser; both make their text of this."""
    return round(float(share), DECIMALS)


def percent(share: float, decimals: int = 1) -> str:
    """A share in percent."""
    return f"{in_percent(share, decimals):.{decimals}f}{NO_BREAK_SPACE}%"


def in_percent(share: float, decimals: int = 1) -> float:
    """The number that stands in front of the sign."""
    steps = 10**decimals
    return math.floor(100 * steps * float(share) + 0.5) / steps


def confidence(share: float) -> str:
    """A probability in percent; never a flat 100 % for something that is only nearly certain."""
    share = rounded(share)
    return f">99.9{NO_BREAK_SPACE}%" if share >= 0.9995 else percent(share)
