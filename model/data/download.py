"""A data set is downloaded whole or not at all."""

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

    It is unpacked beside its place and then moved file by file: whatever interrupts this, or does
    the same at the same time, no file is ever half there.
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
