"""What is refused and what is read: garments, scribbles, letters, and printed and MNIST's digits.

    python -m tests.benchmarks.refusal [--data-dir data] [--weights weights/mnist]

Everything is kept out of training: fonts and kinds of scribble as model.synthetic.printed and
model.synthetic.outliers say, and the test halves of MNIST and Fashion-MNIST. What code draws lies
as dark ink on light paper of 200 to 400 px and goes through the whole pipeline, as the data sets'
pictures do.
"""

import argparse
from collections.abc import Iterable, Iterator

import cv2
import numpy as np

from model import Predictor
from model.data.datasets import FASHION_MNIST, MNIST
from model.data.splits import load
from model.synthetic.outliers import Kind, unseen_printed_letter, unseen_written_letter
from model.synthetic.printed import KEPT_OUT_FAMILIES, print_character
from model.synthetic.scribbles import KEPT_OUT_SCRIBBLES

SEED = 2026


def on_paper(ink: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """An ink map (H, W) of 0..1 on a sheet (h, w, 3) uint8, somewhere in the middle."""
    side = int(random.integers(200, 401))
    scale = side * random.uniform(0.4, 0.75) / max(ink.shape)
    ink = np.clip(cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR), 0, 1)
    height, width = ink.shape
    top, left = (int(random.integers(side // 16, side * 15 // 16 - n)) for n in (height, width))
    paper, pen = random.uniform(190, 255), random.uniform(0, 90)
    sheet = paper + random.normal(0, random.uniform(0, 3), (side, side))
    sheet[top : top + height, left : left + width] -= ink * (paper - pen)
    return np.repeat(np.clip(sheet, 0, 255).astype(np.uint8)[:, :, None], 3, axis=2)


def drawings(kinds: tuple[Kind, ...], count: int) -> Iterator[np.ndarray]:
    """`count` sheets with one outlier each, the kinds in turn."""
    random = np.random.default_rng(SEED)
    for index in range(count):
        yield on_paper(kinds[index % len(kinds)](random), random)


def figures(count: int) -> Iterator[tuple[np.ndarray, str]]:
    """`count` sheets with one printed figure each, the families in turn, and what it is."""
    random = np.random.default_rng(SEED)
    for index in range(count):
        family = KEPT_OUT_FAMILIES[index % len(KEPT_OUT_FAMILIES)]
        label = str(random.integers(10))
        yield on_paper(print_character(label, random, (family,)), random), label


def count_answers(predictor: Predictor, pictures: Iterable[tuple[np.ndarray, str]]) -> np.ndarray:
    """Pictures, refused and right, counted over pairs of a picture and its label."""
    counts = np.zeros(3, int)
    for picture, label in pictures:
        said = predictor.predict(picture).label
        counts += (1, said is None, said == label)
    return counts


def main() -> None:
    """Draw, predict, print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data-dir", default="data", help="where the data sets are")
    parser.add_argument("--weights", help="a weights folder; by default the shipped one")
    parser.add_argument("--count", type=int, default=1000, help="drawings of each sort")
    options = parser.parse_args()
    predictor = Predictor.from_pretrained(options.weights)
    digits, garments = (load(one, options.data_dir)[1] for one in (MNIST, FASHION_MNIST))

    def nothing(pictures: Iterable[np.ndarray]) -> Iterator[tuple[np.ndarray, str]]:
        return ((picture, "") for picture in pictures)

    count = options.count
    rows = {
        "Fashion-MNIST test": nothing(garments.images.numpy()),
        "scribbles and noise": nothing(drawings(KEPT_OUT_SCRIBBLES, count)),
        **{f"  {one.__name__}": nothing(drawings((one,), 200)) for one in KEPT_OUT_SCRIBBLES},
        "printed letters, kept-out families": nothing(drawings((unseen_printed_letter,), count)),
        "written letters, kept-out styles": nothing(drawings((unseen_written_letter,), count)),
        "printed figures, kept-out families": figures(count),
        "MNIST test": zip(digits.images.numpy(), map(str, digits.labels.tolist()), strict=True),
    }
    print(f"{'':<36} {'pictures':>8} {'refused':>8} {'right':>8}")
    for name, pictures in rows.items():
        total, refused, right = count_answers(predictor, pictures)
        share = f"{right / total:>8.2%}" if right else f"{'':>8}"
        print(f"{name:<36} {total:>8} {refused / total:>8.2%} {share}")


if __name__ == "__main__":
    main()
