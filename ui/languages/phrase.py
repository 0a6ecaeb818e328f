"""Sentences that Python says: English, and marked, for every catalogue to be held against them.

They travel and are tested as plain English. The browser finds a sentence's translation where it
shows it (catalogue.js), with the values in their places: `phrase(f"{count} marks")` is "{count}
marks" in a catalogue.
"""

from __future__ import annotations


def phrase(english: str) -> str:
    """A sentence or a part of one that the page shows; the names in an f-string are its places."""
    return english


def plural(count: int, one: str, many: str) -> str:
    """The same with a number in its place "count": in a catalogue "{count} mark|{count} marks"."""
    return one if count == 1 else many
