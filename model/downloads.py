"""Which data sets lie on disk, and fetching one whole or not at all."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from model.datasets import DataMissing, load

# torchvision's layout, known here so that asking does not need torchvision.
FOLDERS = {"mnist": "MNIST", "fashion-mnist": "FashionMNIST"}
FILES = tuple(
    f"{part}-{content}-ubyte"
    for part in ("train", "t10k")
    for content in ("images-idx3", "labels-idx1")
)


def on_disk(name: str, data_dir: Path) -> bool:
    """Whether all files of a data set lie below `data_dir`."""
    return all((data_dir / FOLDERS[name] / "raw" / file).is_file() for file in FILES)


def fetch(name: str, data_dir: Path) -> None:
    """Download a data set unless it is there; raises DataMissing.

    It is unpacked beside its place and then moved file by file: whatever interrupts this, or does
    the same at the same time, no file is ever half there.
    """
    if on_disk(name, data_dir):
        return
    raw = data_dir / FOLDERS[name] / "raw"
    try:
        raw.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".download-", dir=data_dir) as partial:
            load(name, partial)
            for file in FILES:
                os.replace(Path(partial) / FOLDERS[name] / "raw" / file, raw / file)
    except OSError as error:
        raise DataMissing(f"{FOLDERS[name]} can't be put into {data_dir}: {error}.") from None
