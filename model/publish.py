"""Publish a weights folder on the Hugging Face Hub.

    python -m model.publish weights/mnist USER/NAME --dry-run
    python -m model.publish weights/mnist USER/NAME

puts card, config, weights, calibration, history, validation and replayed pictures and licence into
the model's repository, from where `Predictor.from_pretrained("USER/NAME")` reads them. It asks for
the token that `hf auth login` keeps, or that HF_TOKEN holds.
"""

import argparse
import sys
from pathlib import Path

from model.predictor import Predictor
from model.weights.hub import NotPublished, contents, publish
from model.weights.storage import WeightsDamaged, WeightsMissing, is_ink, read_ink


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m model.publish", description="Publish weights on the Hugging Face Hub."
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
    """What goes of a folder whose network can be read; raises WeightsMissing or WeightsDamaged."""
    if is_ink(folder):
        read_ink(folder)
    elif folder.is_dir():
        Predictor.from_pretrained(folder)
    else:
        raise WeightsMissing(f"There is no folder {folder}; name one with weights in it.")
    return contents(folder, hub_id)


if __name__ == "__main__":
    main()
