"""Publish a weights folder on the Hugging Face Hub.

    python -m model.publish weights/mnist USER/NAME --dry-run
    python -m model.publish weights/mnist USER/NAME

uploads card, config, weights, calibration, history, validation and replayed pictures, manifest and
licence to the model's repository. `Predictor.from_pretrained("USER/NAME")` loads them from
there. It uses the token that `hf auth login` stores, or that of HF_TOKEN.
"""

import argparse
import sys
from pathlib import Path

from .evaluation.verdicts import stored_verdicts
from .predictor import Predictor
from .weights.hub import NotPublished, contents, publish
from .weights.manifest import check
from .weights.storage import (
    WeightsDamaged,
    WeightsMissing,
    is_ink,
    is_row_network,
    read_ink,
    read_row_network,
)


def main(prog: str = "python -m model.publish") -> None:
    """Run the command line; `prog` is the name of the command in help and errors."""
    parser = argparse.ArgumentParser(
        prog=prog, description="Publish weights on the Hugging Face Hub."
    )
    parser.add_argument("folder", type=Path, help="a weights folder")
    parser.add_argument("hub_id", metavar="USER/NAME", help="the model's name on the Hub")
    parser.add_argument("--private", action="store_true", help="a new repository is for you alone")
    parser.add_argument("--dry-run", action="store_true", help="list what would go, and stop")
    options = parser.parse_args()
    if options.hub_id.count("/") != 1:
        sys.exit(f"Give the name on the Hub as USER/NAME, and not {options.hub_id}.")
    try:
        files = _whole(options.folder, options.hub_id)
        for name, content in files.items():
            print(f"{len(content):>10,} bytes  {name}")
        if options.dry_run:
            print(f"These would go to {options.hub_id}; nothing was sent.")
            return
        print(f"Published at {publish(files, options.hub_id, options.private)}")
    except (WeightsMissing, WeightsDamaged, NotPublished) as problem:
        sys.exit(str(problem))


def _whole(folder: Path, hub_id: str) -> dict[str, bytes]:
    """The files to publish, by name, after all of them were read.

    Raises WeightsMissing or WeightsDamaged.
    """
    if is_ink(folder) or is_row_network(folder):
        (read_ink if is_ink(folder) else read_row_network)(folder)
        check(folder)
    elif folder.is_dir():
        _read_all(folder)
    else:
        raise WeightsMissing(f"There is no folder {folder}; name one with weights in it.")
    return contents(folder, hub_id)


def _read_all(folder: Path) -> None:
    """Read the other files of the folder, as a manifest may contain the sum of a damaged file."""
    predictor = Predictor.from_pretrained(folder)
    _, shown, _ = predictor.history, predictor.validation, predictor.replay
    if shown:
        stored_verdicts(folder, shown[1], len(predictor.classes))


if __name__ == "__main__":
    main()
