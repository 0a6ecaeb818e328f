"""Checkpoints: where a training run stands after an epoch, to go on from there bit for bit.

A checkpoint is one file, written whole or not at all. Reading it can run no code: it is opened with
`weights_only`, which admits tensors, numbers, text, lists and dictionaries.
"""

import os
import pickle
from dataclasses import asdict
from pathlib import Path

import torch

from .ink_training import InkTraining
from .loop import Training


class WrongCheckpoint(ValueError):
    """A checkpoint can't be gone on from; the message says why and what to do."""


def save_checkpoint(run: Training | InkTraining, path: Path) -> None:
    """Write where a run stands at the end of an epoch; takes milliseconds a million weights."""
    state = {
        "run": run.identity(),
        "records": [asdict(record) for record in run.records],
        **{name: part.state_dict() for name, part in run.parts().items()},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    with partial.open("wb") as file:
        torch.save(state, file)
        file.flush()
        os.fsync(file.fileno())  # on the disk before it gets its name, for when the power fails
    os.replace(partial, path)


def resume(run: Training | InkTraining, path: Path) -> None:
    """Bring a new run to where a checkpoint was written; without one it stays at its beginning.

    The checkpoint may come from another device. Raises WrongCheckpoint where it is of another run,
    or damaged.
    """
    if not path.exists():
        return
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)  # each part moves it
        if state["run"] != run.identity():
            raise WrongCheckpoint(
                f"The checkpoint {path} is of another run, with other settings or pictures; "
                "give the same options as then, or start anew without --resume."
            )
        for name, part in run.parts().items():
            part.load_state_dict(state[name])
        run.records = [run.Record(**record) for record in state["records"]]
    except (OSError, EOFError, LookupError, TypeError, RuntimeError, pickle.UnpicklingError):
        raise WrongCheckpoint(
            f"The checkpoint {path} is damaged; start anew without --resume."
        ) from None


def forget_checkpoint(path: Path) -> None:
    """Delete a checkpoint whose run has come to its end."""
    path.unlink(missing_ok=True)
