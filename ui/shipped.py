"""What is shipped: the weights beside the code, and the data sets that they make possible."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from model import Predictor
from model.data.datasets import DATA_SETS, DataSet

ROOT = Path(__file__).parent.parent
WEIGHTS = ROOT / "weights"
DATA = Path(os.environ.get("DIGITPAD_DATA", ROOT / "data")).absolute()
DATASETS: dict[str, DataSet] = {
    name: dataset for name, dataset in DATA_SETS.items() if (WEIGHTS / name).is_dir()
}
SECOND = ("-cnn", "-mlp")  # how the name of the weights ends that give a second opinion
FIRST = next(iter(DATASETS))  # the one that the page opens with


@cache
def shipped(dataset: str) -> Predictor:
    """The predictor with the shipped weights of a data set; loaded once, shared by everybody."""
    return Predictor.from_pretrained(WEIGHTS / dataset)


def second_folder(dataset: str) -> Path | None:
    """Where a data set's other network lies: a CNN beside an MLP, or an MLP beside a ResNet."""
    folders = (WEIGHTS / (dataset + ending) for ending in SECOND)
    return next((folder for folder in folders if folder.is_dir()), None)


@cache
def second(dataset: str) -> Predictor | None:
    """The predictor with the other shipped network of a data set, if there is one."""
    folder = second_folder(dataset)
    return Predictor.from_pretrained(folder) if folder else None
