"""One class against all others: is it a 3?"""

from ...data.datasets import NOT
from ...data.splits import Split

ALL_CLASSES = "all"  # of a data set, each by itself


def classes_of(classes: tuple[str, ...], detect: str) -> tuple[str, ...]:
    """The classes of a network: those given, or two, "not this class" and "this class".

    `detect` is the index of a class as text, or ALL_CLASSES.
    """
    if detect == ALL_CLASSES:
        return classes
    wanted = classes[int(detect)]
    return (NOT + wanted, wanted)


def detecting(split: Split, detect: str) -> Split:
    """A split with labels 1 for the class of that index, and 0 for all others."""
    if detect == ALL_CLASSES:
        return split
    return Split(split.images, (split.labels == int(detect)).long())
