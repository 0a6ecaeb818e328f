"""Errors of weights folders. Each message is one sentence that says what to do."""

from pathlib import Path


class WeightsMissing(FileNotFoundError):
    """There are no weights in this place."""


class WeightsDamaged(ValueError):
    """A weights folder is damaged.

    Attributes:
        files: the damaged file with the name of its folder, such as "mnist/replay.npz".
    """

    files: str = ""


def damaged(folder: Path, what: str, files: str) -> WeightsDamaged:
    """The error for a damaged part of a weights folder."""
    error = WeightsDamaged(
        f"The {what} in {folder} are damaged or do not belong together; restore the folder or "
        "make it again with `python train.py`."
    )
    error.files = f"{folder.name}/{files}"
    return error


def changed(folder: Path, name: str, how: str) -> WeightsDamaged:
    """The error for a file that differs from the manifest; `how` says in which way."""
    error = WeightsDamaged(
        f"{name} in {folder} {how}; if that is as you want it, run `python -m model.weights "
        f"{folder}`, else restore the folder or make it again with `python train.py`."
    )
    error.files = f"{folder.name}/{name}"
    return error
