"""Names of classes: digits need little room, words need more."""

from __future__ import annotations


def has_words(classes: tuple[str, ...]) -> bool:
    """Whether the classes have names that need more room than a digit."""
    return max(map(len, classes)) > 2


def shape(classes: tuple[str, ...]) -> str:
    """The CSS class of a grid: how long the names beneath its tiles are."""
    return "words" if has_words(classes) else "digits"
