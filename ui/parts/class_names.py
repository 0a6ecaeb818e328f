"""The layout of class names: digits are short, words are longer."""

from __future__ import annotations


def has_words(classes: tuple[str, ...]) -> bool:
    """Whether the names of the classes are words rather than digits."""
    return max(map(len, classes)) > 2


def shape(classes: tuple[str, ...]) -> str:
    """The CSS class of a grid for the length of the names beneath its tiles."""
    return "words" if has_words(classes) else "digits"
