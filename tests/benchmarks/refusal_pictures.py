"""What the network of colour pictures reads and refuses: its ten things, and none of them.

    python -m tests.benchmarks.refusal_pictures [--data-dir data] [--count 1000]
    python -m tests.benchmarks.refusal_pictures --table labels.csv

Nothing here was trained on: CIFAR-10's test pictures; MNIST's and Fashion-MNIST's test images and
the kept-out alphabet of Omniglot, enlarged and grey; doodles of kept-out kinds on paper. A table as
`python -m model.evaluate` takes it adds the pictures that it names, photographs of writing, say.
"""

import argparse
import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

import cv2
import numpy as np

from model import Predictor
from model.data.datasets import CIFAR_10, FASHION_MNIST, MNIST
from model.data.splits import load
from model.predictor import SHIPPED_WEIGHTS
from tests.benchmarks.refusal import PASSED, characters, count_answers, drawings
from tests.tools.kept_out.kinds import unseen_doodle

LARGE = 224  # px of an enlarged image


def enlarged(images: np.ndarray) -> Iterator[np.ndarray]:
    """Grey images (N, H, W) uint8 as pictures of LARGE × LARGE in three equal channels."""
    for image in images:
        large = cv2.resize(image, (LARGE, LARGE), interpolation=cv2.INTER_CUBIC)
        yield np.repeat(large[:, :, None], 3, axis=2)


def named_in(table: Path) -> Iterator[Path]:
    """The pictures that a table names."""
    with table.open(newline="") as file:
        yield from (table.parent / row["file"] for row in csv.DictReader(file))


def let_in(predictor: Predictor, inside: np.ndarray, outside: Iterable[np.ndarray]) -> float:
    """The share of `outside`, whole pictures, that is let in where PASSED of `inside` pass.

    `inside` are network inputs (N, 32, 32, 3) uint8.
    """
    least = np.quantile(predictor.judge(inside).outlier, PASSED)
    prepared = np.stack([predictor.predict(one).model_input for one in outside])
    return float((predictor.judge(prepared).outlier <= least).mean())


def main() -> None:
    """Read everything, print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data-dir", default="data", help="where the data sets are")
    parser.add_argument("--weights", help="a weights folder; by default the shipped one")
    parser.add_argument("--count", type=int, default=1000, help="pictures of each sort, at most")
    parser.add_argument("--table", type=Path, help="a CSV with the column file")
    options = parser.parse_args()
    predictor = Predictor.from_pretrained(options.weights or SHIPPED_WEIGHTS / "cifar-10")
    count = options.count
    digits, garments, pictures = (
        load(one, options.data_dir)[1][:count] for one in (MNIST, FASHION_MNIST, CIFAR_10)
    )
    outside = {
        "MNIST test, enlarged": enlarged(digits.images.numpy()),
        "Fashion-MNIST test, enlarged": enlarged(garments.images.numpy()),
        "Greek of Omniglot": characters(options.data_dir, True)[:count],
        "signs and doodles on paper": drawings((unseen_doodle,), count),
    }
    if options.table:
        outside[options.table.name] = named_in(options.table)
    print(f"{'':<32} {'pictures':>8} {'refused':>8} {'right':>8} {'let in':>8}")
    names = (predictor.classes[label] for label in pictures.labels.tolist())
    inside = pictures.images.numpy()
    total, refused, right = count_answers(predictor, zip(inside, names, strict=True))
    print(f"{'CIFAR-10 test':<32} {total:>8} {refused / total:>8.2%} {right / total:>8.2%}")
    for name, shown in outside.items():
        chosen = list(shown)[:count]
        total, refused, _ = count_answers(predictor, ((one, "") for one in chosen))
        share = let_in(predictor, inside, chosen)
        print(f"{name:<32} {total:>8} {refused / total:>8.2%} {'':>8} {share:>8.2%}", flush=True)
    print(f"Let in: the share that passes where {PASSED:.0%} of CIFAR-10's test pictures do.")


if __name__ == "__main__":
    main()
