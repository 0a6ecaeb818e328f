"""Data sets as tensors, so that training needs no Python code for each sample."""

from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import torch

from ..weights.shown_pictures import read_shown
from .datasets import DataSet

ARRAYS = ("x_train", "y_train", "x_test", "y_test")
TRAINED_ON = 8000  # of the 10,000 shipped validation images, for runs without a download
SELECTION = 5000  # the last training images, on which all choices are made


@dataclass(frozen=True)
class Split:
    """images (N, *shape) uint8 and labels (N,) int64."""

    images: torch.Tensor
    labels: torch.Tensor

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, part: slice | torch.Tensor) -> "Split":
        return Split(self.images[part], self.labels[part])

    def take(self, indices: torch.Tensor) -> "Split":
        """The samples at `indices` (B,) int64; five times as fast as indexing."""
        return Split(self.images.index_select(0, indices), self.labels.index_select(0, indices))

    def __add__(self, other: "Split") -> "Split":
        return Split(torch.cat([self.images, other.images]), torch.cat([self.labels, other.labels]))

    def to(self, device: torch.device | str) -> "Split":
        """The same split on another device."""
        return Split(self.images.to(device), self.labels.to(device))


class DataMissing(RuntimeError):
    """The data set is not on disk and can't be downloaded; the message says what to do."""


def load(dataset: DataSet, data_dir: str | Path = "data") -> tuple[Split, Split]:
    """All training and all validation images of a data set.

    Reads torchvision's layout below `data_dir`, downloading what is missing. Raises DataMissing.
    """
    archive = Path(data_dir) / dataset.archive
    if archive.is_file():
        return _stored(archive)
    source = torchvision_data_set(dataset.torchvision)
    try:
        training, validation = (_open(source, str(data_dir), train) for train in (True, False))
    except (OSError, RuntimeError) as error:
        raise DataMissing(
            f"{dataset.title} is not in {data_dir} and could not be downloaded "
            f"({str(error).splitlines()[0]}); connect to the internet, or put torchvision's "
            f"{Path(dataset.files[0]).parent} folder there."
        ) from None
    return training, validation


def load_shipped(weights: Path) -> tuple[Split, Split]:
    """The first TRAINED_ON of the images beside shipped weights, and the others to validate with.

    Raises DataMissing.
    """
    shown = read_shown(weights)
    if shown is None:
        raise DataMissing(f"There is no validation.npz in {weights}; leave --images out.")
    images, labels = map(torch.from_numpy, shown)
    whole = Split(images, labels.long())
    return whole[:TRAINED_ON], whole[TRAINED_ON:]


def _stored(archive: Path) -> tuple[Split, Split]:
    """Both splits of an .npz: x_train, y_train, x_test and y_test.

    They are shuffled with a fixed seed, as the file may be sorted by class. Raises DataMissing.
    """
    try:
        with np.load(archive, allow_pickle=False) as stored:
            parts = [torch.from_numpy(stored[name]) for name in ARRAYS]
    except (OSError, EOFError, ValueError, LookupError, BadZipFile):
        raise DataMissing(
            f"{archive} is damaged or does not hold {', '.join(ARRAYS)}; put a whole one there."
        ) from None
    images, labels, test_images, test_labels = parts
    return _shuffled(images, labels), _shuffled(test_images, test_labels)


def _shuffled(images: torch.Tensor, labels: torch.Tensor) -> Split:
    order = torch.randperm(len(labels), generator=torch.Generator().manual_seed(0))
    return Split(images[order], labels[order].long())


def torchvision_data_set(name: str) -> type:
    """A class of torchvision.datasets; raises DataMissing where torchvision is not installed."""
    try:
        from torchvision import datasets  # slow to import, and only training needs it
    except ModuleNotFoundError:
        raise DataMissing(
            "This needs torchvision, which opens the data; run `pip install torchvision`."
        ) from None
    return getattr(datasets, name)


def _open(source: type, data_dir: str, train: bool) -> Split:
    try:
        part = source(data_dir, train=train, download=False)
    except RuntimeError:
        part = source(data_dir, train=train, download=True)
    return Split(torch.as_tensor(part.data), torch.as_tensor(part.targets))
