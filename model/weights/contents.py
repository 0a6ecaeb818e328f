"""Strict readers of the other files in a weights folder: text, JSON, arrays and history."""

import io
import json
import math
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np

from .errors import damaged
from .manifest import content

MAX_ARRAY_BYTES = 500_000_000  # limit for the arrays of one file in memory
LOSS_KEYS = ("train_loss", "validation_loss")
ACCURACY_KEYS = ("train_accuracy", "validation_accuracy")


def read_text(folder: Path, name: str) -> str | None:
    """A text file in UTF-8; None where there is none. Raises WeightsDamaged."""
    found = content(folder, name)
    try:
        text = None if found is None else found.decode("utf-8")
    except UnicodeDecodeError:
        raise damaged(folder, f"words of {name}", name) from None
    if text is not None and not text.strip():
        raise damaged(folder, f"words of {name}", name)
    return text


def read_json(folder: Path, name: str) -> Any:
    """A JSON file; None where there is none. Raises WeightsDamaged."""
    text = read_text(folder, name)
    try:
        return None if text is None else json.loads(text)
    except (ValueError, RecursionError):
        raise damaged(folder, f"contents of {name}", name) from None


def read_arrays(folder: Path, name: str) -> dict[str, np.ndarray] | None:
    """The arrays of an .npz file; None where there is none. Raises WeightsDamaged."""
    found = content(folder, name)
    if found is None:
        return None
    try:
        with ZipFile(io.BytesIO(found)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_ARRAY_BYTES:
                raise ValueError
        with np.load(io.BytesIO(found), allow_pickle=False) as stored:
            return dict(stored.items())
    except Exception:  # NumPy raises a dozen kinds of errors for foreign files
        raise damaged(folder, f"arrays in {name}", name) from None


def read_history(folder: Path) -> dict[str, Any] | None:
    """history.json of a network that names pictures; None where there is none.

    Raises WeightsDamaged. The losses of a run that diverged may be infinite or NaN.
    """
    name = "history.json"
    found = read_json(folder, name)
    if found is None:
        return None
    try:
        fine = all(map(_is_epoch, found["epochs"]))
    except (TypeError, LookupError, OverflowError):
        fine = False
    if not fine:
        raise damaged(folder, f"figures in {name}", name)
    return found


def _is_epoch(epoch: dict[str, Any]) -> bool:
    figures = [epoch[name] for name in ("epoch", *LOSS_KEYS, *ACCURACY_KEYS)]
    if any(isinstance(one, bool) or not isinstance(one, int | float) for one in figures):
        return False
    number, training, validation, *accuracies = map(float, figures)
    return (
        0 <= number < math.inf
        and not (training < 0 or validation < 0)
        and (math.isfinite(training) or not math.isfinite(validation))
        and all(0 <= accuracy <= 1 for accuracy in accuracies)
    )
