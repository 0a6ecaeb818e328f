"""Weights folders: written completely or not at all, read strictly."""

import json
import os
import shutil
from collections.abc import Callable
from math import prod
from pathlib import Path
from typing import TypeVar

import torch
from safetensors import SafetensorError
from safetensors.torch import load

from ..networks.factory import from_config
from ..networks.ink import MULTIPLE, InkNetwork
from ..networks.network import Network
from ..networks.row import COLUMN, ROW_HEIGHT, RowNetwork
from .contents import read_json
from .errors import WeightsDamaged, WeightsMissing, damaged
from .manifest import content, write_manifest

PARTIAL_SUFFIX = ".partial"  # added to a folder's name while it is being written
PREVIOUS_SUFFIX = ".previous"  # … and to the folder that it is about to replace

CONFIG_FILE, WEIGHTS_FILE = "config.json", "model.safetensors"
MAX_INPUT = 100_000  # values of one picture

Told = TypeVar("Told")
Generated = TypeVar("Generated", InkNetwork, RowNetwork)  # learned from examples made by code


def write_folder(folder: Path, write: Callable[[Path], Told]) -> Told:
    """Fill a new folder by `write(path)`, replace `folder` by it and return the result of `write`.

    The manifest is written last, so that it contains every file. An interruption leaves either the
    complete old folder or the complete new one.
    """
    folder = folder.resolve()
    partial = folder.with_name(folder.name + PARTIAL_SUFFIX)
    previous = folder.with_name(folder.name + PREVIOUS_SUFFIX)
    if restored(folder) == previous:  # an earlier process was killed between the two renames
        os.rename(previous, folder)
    for leftover in (partial, previous):
        shutil.rmtree(leftover, ignore_errors=True)
    partial.mkdir(parents=True)
    told = write(partial)
    write_manifest(partial)
    _flush(partial)
    if folder.exists():
        os.rename(folder, previous)
    os.rename(partial, folder)
    shutil.rmtree(previous, ignore_errors=True)
    return told


def _flush(folder: Path) -> None:
    """Make files readable by all and flush them to the disk, in case the power fails."""
    for path in folder.iterdir():
        path.chmod(0o644)  # safetensors makes files that only their owner can read
        with path.open("rb") as file:
            os.fsync(file.fileno())


def read_network(folder: Path) -> Network:
    """The network of a weights folder; raises WeightsMissing or WeightsDamaged."""
    if not all((folder / name).is_file() for name in (CONFIG_FILE, WEIGHTS_FILE)):
        raise WeightsMissing(
            f"There are no weights in {folder}; make them with `python train.py --out {folder}`, "
            "or name a folder that has a config.json and a model.safetensors."
        )
    settings, tensors = read_json(folder, CONFIG_FILE), _read_tensors(folder)
    try:
        with torch.device("meta"):  # allocates nothing: a foreign config may contain any size
            network = from_config(settings)
        network.load_state_dict(tensors, strict=True, assign=True)
        if prod(network.shape) > MAX_INPUT:
            raise ValueError
        logits = network.float().eval()(torch.zeros(1, *network.shape))
    except Exception:  # PyTorch raises many kinds of errors for a foreign config
        raise damaged(folder, f"{CONFIG_FILE} and {WEIGHTS_FILE}", WEIGHTS_FILE) from None
    if not logits.isfinite().all():
        raise damaged(folder, f"numbers in {WEIGHTS_FILE}", WEIGHTS_FILE)
    return network


def read_ink(folder: Path) -> InkNetwork:
    """The ink network of a weights folder, for inference: batch normalisation is folded in.

    Raises WeightsMissing or WeightsDamaged.
    """
    network = InkNetwork()
    example = torch.zeros(1, 3, MULTIPLE, MULTIPLE)
    return _read_generated(folder, network, "pages", example).folded()


def read_row_network(folder: Path) -> RowNetwork:
    """The row network of a weights folder, for inference: batch normalisation is folded in.

    Raises WeightsMissing or WeightsDamaged.
    """
    network = RowNetwork()
    return _read_generated(folder, network, "rows", torch.zeros(1, ROW_HEIGHT, COLUMN)).folded()


def _read_generated(
    folder: Path, network: Generated, dataset: str, example: torch.Tensor
) -> Generated:
    """A network that learned from examples made by code, tried with an example of its input."""
    if not (folder / WEIGHTS_FILE).is_file():
        raise WeightsMissing(
            f"There is no {WEIGHTS_FILE} in {folder}; make it with "
            f"`python train.py --dataset {dataset}`."
        )
    tensors = _read_tensors(folder)
    try:
        network.load_state_dict(tensors, strict=True)
    except RuntimeError:
        raise damaged(folder, f"tensors in {WEIGHTS_FILE}", WEIGHTS_FILE) from None
    if not network.folded()(example).isfinite().all():
        raise damaged(folder, f"numbers in {WEIGHTS_FILE}", WEIGHTS_FILE)
    return network


def _read_tensors(folder: Path) -> dict[str, torch.Tensor]:
    """The tensors by name, in memory: if a mapped file is truncated, the process crashes."""
    stored = content(folder, WEIGHTS_FILE) or b""
    try:
        return load(stored)
    except (SafetensorError, ValueError, TypeError, LookupError, RuntimeError):
        raise damaged(folder, f"tensors in {WEIGHTS_FILE}", WEIGHTS_FILE) from None


def is_ink(folder: Path) -> bool:
    """Whether a folder contains an ink network, whose config has `widths`."""
    return _configures(folder, "widths")


def is_row_network(folder: Path) -> bool:
    """Whether a folder contains a row network, whose config has `channels`."""
    return _configures(folder, "channels")


def _configures(folder: Path, name: str) -> bool:
    try:
        return name in (read_json(folder, CONFIG_FILE) or {})
    except (WeightsDamaged, TypeError):
        return False


def restored(folder: Path) -> Path:
    """The folder, or its previous version if a process was killed while it replaced the folder."""
    previous = folder.with_name(folder.name + PREVIOUS_SUFFIX)
    return previous if previous.is_dir() and not folder.is_dir() else folder


def write_json(path: Path, content: dict) -> None:
    """Readable JSON with a final line feed."""
    path.write_text(json.dumps(content, indent=1) + "\n")


def save_network(network: Network | InkNetwork | RowNetwork, folder: Path) -> None:
    """Write config.json and model.safetensors in the format of the Hugging Face Hub."""
    network.to(torch.device("cpu")).save_pretrained(folder)
    (folder / "README.md").unlink(missing_ok=True)  # the empty card that the mixin writes
