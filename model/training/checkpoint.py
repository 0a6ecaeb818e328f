"""Checkpoints: where a training run stands after an epoch, to go on from there bit for bit.

A checkpoint is a folder of a safetensors file, every tensor of the run, and a JSON file, all the
rest: nothing in it can run code. It is written whole or not at all, as weights folders are.
"""

import json
import shutil
import zlib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from model.training.loop import EpochRecord, Training
from model.weights.storage import restored, write_folder, write_json

TENSORS, REST = "run.safetensors", "run.json"


class WrongCheckpoint(ValueError):
    """A checkpoint can't be gone on from; the message says why and what to do."""


def save_checkpoint(run: Training, folder: Path) -> None:
    """Write where a run stands at the end of an epoch; takes milliseconds a million weights."""
    tensors = {"generator": run.generator.get_state(), "distorted": run.distorted_from}
    tensors["global generator"] = torch.get_rng_state()
    for name, network in _networks(run).items():
        tensors |= {f"{name}.{key}": value for key, value in network.state_dict().items()}
    optimiser = run.optimiser.state_dict()
    for number, state in optimiser["state"].items():
        tensors |= {f"optimiser.{number}.{key}": value for key, value in state.items()}
    rest = {
        "run": _identity(run),
        "records": [asdict(record) for record in run.records],
        "optimiser": optimiser["param_groups"],
        "schedule": run.schedule.state_dict() if run.schedule else None,
    }

    def write(path: Path) -> None:
        save_file({key: value.contiguous() for key, value in tensors.items()}, path / TENSORS)
        write_json(path / REST, rest)

    write_folder(folder, write)


def resume(run: Training, folder: Path) -> None:
    """Bring a new run to where a checkpoint was written; without one it stays at its beginning.

    Raises WrongCheckpoint where the checkpoint is of another run, or damaged.
    """
    folder = restored(folder)
    if not folder.is_dir():
        return
    try:
        tensors, rest = load_file(folder / TENSORS), json.loads((folder / REST).read_text())
        if rest["run"] != _identity(run):
            raise WrongCheckpoint(
                f"The checkpoint in {folder} is of another run, with other settings or pictures; "
                "give the same options as then, or start anew without --resume."
            )
        _restore(run, tensors, rest)
    except (OSError, KeyError, TypeError, RuntimeError, SafetensorError, json.JSONDecodeError):
        raise WrongCheckpoint(
            f"The checkpoint in {folder} is damaged; start anew without --resume."
        ) from None


def forget_checkpoint(folder: Path) -> None:
    """Delete a checkpoint whose run has come to its end."""
    shutil.rmtree(folder, ignore_errors=True)


def _restore(run: Training, tensors: dict[str, torch.Tensor], rest: dict[str, Any]) -> None:
    for name, network in _networks(run).items():
        network.load_state_dict(_below(f"{name}.", tensors), strict=True)
    parameters = list(run.learner.parameters())
    state = {
        number: {
            key: _laid_out_as(parameter, value)
            for key, value in _below(f"optimiser.{number}.", tensors).items()
        }
        for number, parameter in enumerate(parameters)
    }
    state = {number: own for number, own in state.items() if own}  # plain SGD keeps nothing
    run.optimiser.load_state_dict({"state": state, "param_groups": rest["optimiser"]})
    if run.schedule:
        run.schedule.load_state_dict(rest["schedule"])
    run.records = [EpochRecord(**record) for record in rest["records"]]
    if len(run.records) % run.recipe.echoes:  # the next epoch is on the same distorted pictures
        run.generator.set_state(tensors["distorted"])
        run.distort()
    run.generator.set_state(tensors["generator"])
    torch.set_rng_state(tensors["global generator"])


def _networks(run: Training) -> dict[str, torch.nn.Module]:
    return {"learner": run.learner} | ({"average": run.average} if run.average else {})


def _below(prefix: str, tensors: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    return {key.removeprefix(prefix): t for key, t in tensors.items() if key.startswith(prefix)}


def _laid_out_as(parameter: torch.Tensor, value: torch.Tensor) -> torch.Tensor:
    """A state of an optimiser in its parameter's memory format, which fused steps rely on."""
    if value.shape != parameter.shape:
        return value
    return torch.empty_like(parameter, requires_grad=False).copy_(value)


def _identity(run: Training) -> dict[str, Any]:
    """What decides a run: as JSON gives it back."""
    pictures = run.originals.images.cpu().numpy(), run.originals.labels.cpu().numpy()
    return {
        "recipe": repr(run.recipe),
        "seed": run.seed,
        "taught": run.teacher is not None,
        "pictures": [zlib.crc32(array) for array in pictures],
    }
