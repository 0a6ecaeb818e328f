"""Downloads of data sets, complete or not at all."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from .datasets import DataSet
from .splits import DataMissing, load


def on_disk(dataset: DataSet, data_dir: Path) -> bool:
    """Whether all files of a data set lie below `data_dir`, or the archive in their place."""
    archive = data_dir / dataset.archive  # the folder itself, where there is none
    return archive.is_file() or all((data_dir / file).is_file() for file in dataset.files)


def fetch(dataset: DataSet, data_dir: Path) -> None:
    """Download a data set unless it is there; raises DataMissing.

    It is unpacked in a temporary folder and then moved file by file, so that an interruption or a
    second download at the same time leaves no incomplete file.
    """
    if on_disk(dataset, data_dir):
        return
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".download-", dir=data_dir) as partial:
            load(dataset, partial)
            for file in dataset.files:
                (data_dir / file).parent.mkdir(parents=True, exist_ok=True)
                os.replace(Path(partial) / file, data_dir / file)
    except OSError as error:
        raise DataMissing(f"{dataset.title} can't be put into {data_dir}: {error}.") from None
