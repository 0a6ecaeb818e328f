"""Shares in 0..1 as percentages. As in percent.js, halves are rounded up."""

from __future__ import annotations

import math

from ui.languages.messages import Message, t

SHARE_DECIMALS = 5  # decimals of a probability that is sent to the browser


def rounded(share: float) -> float:
    """A probability in 0..1, rounded as both the server and the browser show it."""
    return round(float(share), SHARE_DECIMALS)


def number(value: int) -> Message:
    """A whole number with thousands separators."""
    return t("number", value=value)


def percent(share: float, decimals: int = 1) -> Message:
    """A share in 0..1 as a percentage with 0, 1 or 2 decimals."""
    value = in_percent(share, decimals)
    return (t("percent_0", value=value), t("percent_1", value=value), t("percent_2", value=value))[
        decimals
    ]


def in_percent(share: float, decimals: int = 1) -> float:
    """A share in 0..1 as a number of percent, rounded."""
    steps = 10**decimals
    return math.floor(100 * steps * float(share) + 0.5) / steps


def confidence(share: float) -> Message:
    """A probability in 0..1 as a percentage; "over 99.9 %" rather than 100 %."""
    share = rounded(share)
    return t("almost_certain", value=99.9) if share >= 0.9995 else percent(share)
