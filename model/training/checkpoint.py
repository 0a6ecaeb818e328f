"""Checkpoints: where a training run stands after an epoch, to go on from there bit for bit.

A checkpoint is one file, written whole or not at all. Reading it can run no code: it is opened with
`weights_only`, which admits tensors, numbers, text, lists and dictionaries.
"""

import os
import pickle
import zlib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from model.training.loop import EpochRecord, Training


class WrongCheckpoint(ValueError):
    """A checkpoint can't be gone on from; the message says why and what to do."""


def save_checkpoint(run: Training, path: Path) -> None:
    """Write where a run stands at the end of an epoch; takes milliseconds a million weights."""
    state = {
        "run": _identity(run),
        "records": [asdict(record) for record in run.records],
        **{name: part.state_dict() for name, part in _parts(run).items()},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    with partial.open("wb") as file:
        torch.save(state, file)
        file.flush()
        os.fsync(file.fileno())  # on the disk before it gets its name, for when the power fails
    os.replace(partial, path)


def resume(run: Training, path: Path) -> None:
    """Bring a new run to where a checkpoint was written; without one it stays at its beginning.

    Raises WrongCheckpoint where the checkpoint is of another run, or damaged.
    """
    if not path.exists():
        return
    try:
        state = torch.load(path, weights_only=True)
        if state["run"] != _identity(run):
            raise WrongCheckpoint(
                f"The checkpoint {path} is of another run, with other settings or pictures; "
                "give the same options as then, or start anew without --resume."
            )
        for name, part in _parts(run).items():
            part.load_state_dict(state[name])
        run.records = [EpochRecord(**record) for record in state["records"]]
    except (OSError, EOFError, LookupError, TypeError, RuntimeError, pickle.UnpicklingError):
        raise WrongCheckpoint(
            f"The checkpoint {path} is damaged; start anew without --resume."
        ) from None


def forget_checkpoint(path: Path) -> None:
    """Delete a checkpoint whose run has come to its end."""
    path.unlink(missing_ok=True)


def _parts(run: Training) -> dict[str, Any]:
    """What changes along a run; its random numbers follow from seed and epoch."""
    parts = {"student": run.student, "optimiser": run.optimiser}
    if run.average:
        parts["average"] = run.average
    if run.schedule:
        parts["schedule"] = run.schedule
    return parts


def _identity(run: Training) -> dict[str, Any]:
    """What decides a run."""
    pictures = run.undistorted.images.cpu().numpy(), run.undistorted.labels.cpu().numpy()
    return {
        "recipe": repr(run.recipe),
        "seed": run.seed,
        "taught": run.teacher is not None,
        "pictures": [zlib.crc32(array) for array in pictures],
    }
