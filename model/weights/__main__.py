"""Write the manifest of weights folders anew, after a file was changed on purpose.

python -m model.weights weights/mnist
"""

import argparse
from pathlib import Path

from .manifest import write_manifest


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m model.weights",
        description="Write the SHA-256 sums of the files in weights folders.",
    )
    parser.add_argument("folders", type=Path, nargs="+", help="weights folders")
    for folder in parser.parse_args().folders:
        if not (folder / "model.safetensors").is_file():
            parser.error(f"there are no weights in {folder}")
        write_manifest(folder)


if __name__ == "__main__":
    main()
