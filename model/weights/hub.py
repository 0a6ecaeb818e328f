"""Weights from the Hugging Face Hub."""

from pathlib import Path

from model.weights.storage import WeightsMissing

WEIGHT_FILES = ("config.json", "*.safetensors", "calibration.json", "history.json", "*.npz", "*.md")


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
