"""What is fetched: data sets, whole or not at all, and weights from the Hugging Face Hub."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from model.data.datasets import DataMissing, load
from model.weights.storage import WeightsMissing

# torchvision's layout, known here so that asking does not need torchvision.
FOLDERS = {"mnist": "MNIST", "fashion-mnist": "FashionMNIST"}
WEIGHT_FILES = ("config.json", "*.safetensors", "calibration.json", "history.json", "*.npz", "*.md")
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


def download(hub_id: str, revision: str | None = None) -> Path:
    """The folder of weights fetched from the Hub, or kept from an earlier time.

    `revision` pins a commit, tag or branch. Raises WeightsMissing.
    """
    from huggingface_hub import snapshot_download  # a shipped folder needs no network

    try:
        found = snapshot_download(hub_id, revision=revision, allow_patterns=WEIGHT_FILES)
    except (OSError, ValueError, RuntimeError):  # the Hub's errors and httpx's are of many kinds
        at = f" at revision {revision}" if revision else ""
        raise WeightsMissing(
            f"There is no folder {hub_id} here, and no weights of that name{at} could be fetched "
            "from the Hugging Face Hub; check the name and the connection."
        ) from None
    return Path(found)
