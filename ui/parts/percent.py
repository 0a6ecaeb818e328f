"""Shares of one as text, by one rule here and in percent.js: halves are rounded up."""

from __future__ import annotations

import math

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
DECIMALS = 5  # of a share in 0..1 that is shown: what Python writes and what the browser gets


def rounded(share: float) -> float:
    """A share as it travels to the browser; text is made of this, so that no two differ."""
    return round(float(share), DECIMALS)


def percent(share: float, decimals: int = 1) -> str:
    """A share in percent."""
    steps = 10**decimals
    # Of the binary numbers that the browser has, too, so that both round alike.
    value = math.floor(100 * steps * rounded(share) + 0.5) / steps
    return f"{value:.{decimals}f}{NO_BREAK_SPACE}%"


def confidence(share: float) -> str:
    """The same; never a flat 100 % for something that is only nearly certain."""
    return f">99.9{NO_BREAK_SPACE}%" if rounded(share) >= 0.9995 else percent(share)
