"""Shares of one as text."""

from __future__ import annotations

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def percent(share: float, decimals: int = 1) -> str:
    """A share in percent."""
    return f"{100 * float(share):.{decimals}f}{NO_BREAK_SPACE}%"


def confidence(share: float) -> str:
    """The same; never a flat 100 % for something that is only nearly certain."""
    return f"over 99.9{NO_BREAK_SPACE}%" if share > 0.9995 else percent(share)
