"""Teach the shipped network symbols of your own, from a folder of pictures for each.

    python -m model.teach pictures --out my-symbols

reads pictures/A/*.png, pictures/B/*.jpg … and writes a weights folder that
Predictor.from_pretrained reads.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import normalize

from .calibration import EVEN_CHANCE, Calibration
from .data.datasets import SYMBOLS, OwnClasses
from .outputs import require_writable, writing
from .picture.decoding import UnreadablePicture
from .predictor import Predictor
from .teaching.features import features
from .teaching.home import write_taught
from .teaching.symbols import Taught, teach_symbols
from .weights.storage import WeightsDamaged, WeightsMissing, write_folder

MIN_CLASSES = 2
MAX_SIMILARITY = 0.8  # cosine; a background picture nearer to an example may show the same
CALIBRATED = Calibration(refusal_threshold=EVEN_CHANCE)


def teach(
    base: Predictor,
    images: np.ndarray,
    labels: Sequence[int],
    classes: Sequence[str],
    replayed: torch.Tensor | None,
    subject: OwnClasses = SYMBOLS,
) -> tuple[Predictor, Taught]:
    """A predictor for `classes`, learned from inputs (N, *shape) uint8 and their labels (N,).

    `replayed` are features (M, units) of other things; those that resemble no example are the
    background. `subject` says how pictures are prepared: SYMBOLS, or THINGS for photographs.
    """
    given = features(base.network, images)
    return teach_features(base, given, labels, classes, replayed, subject)


def teach_features(
    base: Predictor,
    given: torch.Tensor,
    labels: Sequence[int],
    classes: Sequence[str],
    replayed: torch.Tensor | None,
    subject: OwnClasses = SYMBOLS,
) -> tuple[Predictor, Taught]:
    """As `teach`, from features (N, units) of the inputs."""
    background = None if replayed is None else _far_from(given, replayed)
    taught = teach_symbols(given, torch.tensor(labels), len(classes), background)
    reader = base.with_head(taught.head, tuple(classes), CALIBRATED, subject.name)
    return reader, taught


def _far_from(given: torch.Tensor, replayed: torch.Tensor) -> torch.Tensor:
    """The replayed features that resemble no example."""
    nearest = (normalize(replayed) @ normalize(given).T).amax(dim=1)
    return replayed[nearest < MAX_SIMILARITY]


def as_symbols(base: Predictor) -> Predictor:
    """The base with the preprocessing of symbols, which takes all ink as one thing.

    Only its inputs are used, not its answers. It must be a network of drawings.
    """
    return base.with_head(base.network.head, base.classes, base.calibration, SYMBOLS.name)


def main(prog: str = "python -m model.teach") -> None:
    """Run the command line; `prog` is the name of the command in help and errors."""
    parser = argparse.ArgumentParser(
        prog=prog, description="Teach symbols, from a folder of pictures each."
    )
    parser.add_argument("folder", type=Path, help="holds one folder of pictures for each symbol")
    parser.add_argument("--out", type=Path, required=True, help="the weights folder to write")
    parser.add_argument("--weights", help="a weights folder or Hub id; by default the shipped ones")
    options = parser.parse_args()
    require_writable(parser, options.out, folder=True)
    try:
        teach_folder(options)
    except (WeightsMissing, WeightsDamaged) as problem:
        sys.exit(str(problem))


def teach_folder(options: argparse.Namespace) -> None:
    """Teach what the command line asks for; raises WeightsMissing or WeightsDamaged."""
    if not options.folder.is_dir():
        sys.exit(f"There is no folder {options.folder}; give one with a folder for each symbol.")
    classes = sorted(path.name for path in options.folder.iterdir() if path.is_dir())
    base = Predictor.from_pretrained(options.weights)
    if base.dataset.in_colour:
        sys.exit(
            f"{options.weights} is of photographs in colour, and symbols are taught to a network "
            "of drawings; name another one, or leave --weights out."
        )
    images, labels = [], []
    for label, name in enumerate(classes):
        found = inputs(as_symbols(base), sorted((options.folder / name).iterdir()))
        images += found
        labels += [label] * len(found)
    if len(classes) < MIN_CLASSES or len(set(labels)) < len(classes):
        sys.exit(
            f"{options.folder} needs at least {MIN_CLASSES} folders, each with pictures in it."
        )
    replayed = features(base.network, base.replay[0]) if base.replay else None
    reader, taught = teach(base, np.stack(images), labels, classes, replayed)
    with writing(options.out):
        write_folder(options.out, lambda folder: write_taught(folder, reader))
    print(
        f"Wrote {options.out}: {len(classes)} symbols from {len(labels)} pictures, "
        f"{taught.accuracy(torch.tensor(labels)):.1%} of them right when left out."
    )


def inputs(reader: Predictor, files: list[Path]) -> list[np.ndarray]:
    """The network inputs (28, 28) uint8 of pictures; those that can't be read are named."""
    found = []
    for file in files:
        try:
            prediction = reader.predict(file)
        except UnreadablePicture as problem:
            print(f"{file}: {problem}", file=sys.stderr)
            continue
        if prediction.box is None:
            print(f"{file}: nothing is drawn in it.", file=sys.stderr)
        else:
            found.append(prediction.model_input)
    return found


if __name__ == "__main__":
    main()
