"""Downloads of weights from the Hugging Face Hub, and uploads."""

import re
from importlib.metadata import distribution
from pathlib import Path

from .contents import read_text
from .errors import WeightsMissing
from .manifest import MANIFEST, content, manifest_of
from .shipped import PACKAGE

LICENCE = (
    PACKAGE.parent / "LICENSE"
)  # its place in the repository; an installed package has it elsewhere
LOADED = re.compile(r'from_pretrained\("[^"]*"\)')  # the name that the example in a card loads

WEIGHT_FILES = (
    "config.json",
    "*.safetensors",
    "calibration.json",
    "history.json",
    "*.npz",
    "*.md",
    MANIFEST,
)


def download(hub_id: str, revision: str | None = None) -> Path:
    """The weights folder, downloaded from the Hub or from its cache.

    `revision` pins a commit, tag or branch. Raises WeightsMissing.
    """
    from huggingface_hub import snapshot_download  # the shipped weights need no download

    try:
        found = snapshot_download(hub_id, revision=revision, allow_patterns=list(WEIGHT_FILES))
    except (OSError, ValueError, RuntimeError):  # the Hub and httpx raise many kinds of errors
        at = f" at revision {revision}" if revision else ""
        raise WeightsMissing(
            f"There is no folder {hub_id} here, and no weights of that name{at} could be fetched "
            "from the Hugging Face Hub; check the name and the connection."
        ) from None
    return Path(found)


class NotPublished(RuntimeError):
    """The upload failed; the message says why and what to do."""


def contents(folder: Path, hub_id: str) -> dict[str, bytes]:
    """The files to publish, by name; the example in the card loads `hub_id`.

    The manifest does not contain the card, which people edit on the Hub, and the licence, which is
    not downloaded. Raises WeightsDamaged.
    """
    names = sorted({path.name for pattern in WEIGHT_FILES for path in folder.glob(pattern)})
    read = {name: content(folder, name) for name in names if not name.endswith(".md")}
    found = {name: one for name, one in read.items() if one is not None}
    found[MANIFEST] = manifest_of(found)
    for card in names:
        if card.endswith(".md") and (text := read_text(folder, card)) is not None:
            found[card] = LOADED.sub(f'from_pretrained("{hub_id}")', text).encode("utf-8")
    return found | {"LICENSE": licence()}


def publish(files: dict[str, bytes], hub_id: str, private: bool = False) -> str:
    """Upload files in one commit to a repository, which is created if need be; returns its address.

    Raises NotPublished.
    """
    from huggingface_hub import CommitOperationAdd, HfApi
    from huggingface_hub.errors import (
        HfHubHTTPError,
        HFValidationError,
        HTTPError,
        LocalTokenNotFoundError,
    )

    try:
        hub = HfApi(token=True)
        address = hub.create_repo(hub_id, private=private, exist_ok=True)
        added = [CommitOperationAdd(name, content) for name, content in files.items()]
        hub.create_commit(hub_id, added, commit_message="Publish weights made with Digitpad")
    except LocalTokenNotFoundError:
        raise NotPublished(
            "There is no token for the Hugging Face Hub; get one with `hf auth login`, or put it "
            "into HF_TOKEN."
        ) from None
    except HFValidationError:
        raise NotPublished(
            f"{hub_id} is no name of the Hub's; give it as USER/NAME, in letters, digits, '-', '_' "
            "and '.'."
        ) from None
    except HfHubHTTPError as error:
        if error.response.status_code in (401, 403):
            raise NotPublished(
                f"The token may not write to {hub_id}; make one with the right to write there, "
                "and log in with `hf auth login`."
            ) from None
        raise NotPublished(
            f"The Hugging Face Hub refused {hub_id} with status {error.response.status_code}; "
            "try again later."
        ) from None
    except (HTTPError, OSError):
        raise NotPublished(
            "The Hugging Face Hub is out of reach; check the connection and try again."
        ) from None
    return str(address)


def licence() -> bytes:
    """The text of the licence."""
    if LICENCE.is_file():
        return LICENCE.read_bytes()
    return (distribution("digitpad").read_text("licenses/LICENSE") or "").encode()
