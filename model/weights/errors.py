"""What is wrong with a weights folder, in one sentence that says what to do."""

from pathlib import Path


class WeightsMissing(FileNotFoundError):
    """There are no weights where they were looked for; the message says what to do."""


class WeightsDamaged(ValueError):
    """A weights folder doesn't contain what it should; the message says what and what to do.

    Attributes:
        files: what is damaged, with the folder's name and without its place: "mnist/replay.npz".
    """

    files: str = ""


def damaged(folder: Path, what: str, files: str) -> WeightsDamaged:
    """The error for a part of a weights folder that can't be used."""
    error = WeightsDamaged(
        f"The {what} in {folder} are damaged or do not belong together; restore the folder or "
        "make it again with `python train.py`."
    )
    error.files = f"{folder.name}/{files}"
    return error


def changed(folder: Path, name: str, how: str) -> WeightsDamaged:
    """The error for a file that is not the one of the manifest: `how` is what it is instead."""
    error = WeightsDamaged(
        f"{name} in {folder} {how}; if that is as you want it, run `python -m model.weights "
        f"{folder}`, else restore the folder or make it again with `python train.py`."
    )
    error.files = f"{folder.name}/{name}"
    return error
