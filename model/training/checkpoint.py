"""Checkpoints: the state of a training run after an epoch, from which it resumes bit for bit.

A checkpoint is one file, written completely or not at all. Loading it runs no code:
`weights_only` admits tensors, numbers, text, lists and dictionaries.
"""

import os
import pickle
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

import torch


class Run(Protocol):
    """A training run: of a classifier (loop.Training) or of the ink network (ink.InkTraining).

    Attributes:
        Record: the dataclass of an epoch's figures, with a line for the terminal.
        recipe: the hyper-parameters, with `epochs`.
        records: of the epochs that are done.
    """

    Record: type[Any]
    recipe: Any
    records: list[Any]

    @property
    def steps_per_epoch(self) -> int:
        """Batches of one epoch."""

    def epochs(self, on_step: Callable[[int], None]) -> Iterator[Any]:
        """Train on, yielding a record after each epoch."""

    def parts(self) -> dict[str, Any]:
        """What changes along a run, each with state_dict and load_state_dict."""

    def identity(self) -> dict[str, Any]:
        """What decides a run."""


class WrongCheckpoint(ValueError):
    """A run can't be resumed from this checkpoint; the message says why and what to do."""


def save_checkpoint(run: Run, path: Path) -> None:
    """Save the state of a run after an epoch; takes milliseconds for a million weights."""
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
        os.fsync(file.fileno())  # flush before the rename, in case the power fails
    os.replace(partial, path)


def resume(run: Run, path: Path) -> None:
    """Load a checkpoint into a new run; without a checkpoint the run is not changed.

    The checkpoint may come from another device. Raises WrongCheckpoint if it belongs to another run
    or is damaged.
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
    """Delete the checkpoint of a finished run."""
    path.unlink(missing_ok=True)
