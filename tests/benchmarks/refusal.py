"""What is refused and what is read: letters, doodles, scribbles, garments, and digits beside them.

    python -m tests.benchmarks.refusal [--data-dir data] [--weights weights/mnist] [--count 1000]

Nothing was trained on these: an alphabet of Omniglot, the fonts, letters, doodles and scribbles of
tests/tools/kept_out, and the test images of MNIST and Fashion-MNIST.
What code draws lies as dark ink on light paper of 200 to 400 px and goes through the whole
pipeline, as the data sets' pictures do.
"""

import argparse
from collections.abc import Iterable, Iterator

import cv2
import numpy as np

from model import Predictor
from model.data.datasets import FASHION_MNIST, MNIST
from model.data.omniglot import KEPT_OUT_ALPHABET, load_characters
from model.data.splits import load
from model.picture.mnist_format import normalise, thicken_hairlines
from model.synthetic.outliers.kinds import Kind
from model.synthetic.outliers.scribbles import filled
from model.synthetic.printed import print_character
from tests.tools.kept_out.kinds import (
    KEPT_OUT_FAMILIES,
    unseen_doodle,
    unseen_far_letter,
    unseen_near_letter,
    unseen_written_letter,
)
from tests.tools.kept_out.scribbles import KEPT_OUT_SCRIBBLES

SEED = 2026
PASSED = 0.95  # share of digits that pass where the share of outliers let in is counted


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


def characters(data_dir: str, lookalikes: bool) -> list[np.ndarray]:
    """Omniglot's kept-out alphabet as RGB pictures, black on white."""
    loaded = load_characters(data_dir, (KEPT_OUT_ALPHABET,), lookalikes)
    return [np.repeat(255 - one[:, :, None], 3, axis=2) for one in loaded]


def separation(predictor: Predictor, digits: np.ndarray, outliers: np.ndarray) -> tuple[float, ...]:
    """Area under the ROC curve, and the share of outliers let in where PASSED of digits pass.

    Of network inputs (N, 28, 28) uint8, by their outlier probability.
    """
    inside, outside = predictor.judge(digits).outlier, predictor.judge(outliers).outlier
    ranks = np.searchsorted(np.sort(inside), outside, side="left")
    ties = np.searchsorted(np.sort(inside), outside, side="right") - ranks
    area = float((ranks + ties / 2).mean() / len(inside))
    return area, float((outside <= np.quantile(inside, PASSED)).mean())


def main() -> None:
    """Draw, predict, print two tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data-dir", default="data", help="where the data sets are")
    parser.add_argument("--weights", help="a weights folder; by default the shipped one")
    parser.add_argument("--count", type=int, default=1000, help="pictures of each sort, at most")
    options = parser.parse_args()
    predictor = Predictor.from_pretrained(options.weights)
    count = options.count
    digits, garments = (load(one, options.data_dir)[1][:count] for one in (MNIST, FASHION_MNIST))
    greek = characters(options.data_dir, lookalikes=False)

    def nothing(pictures: Iterable[np.ndarray]) -> Iterator[tuple[np.ndarray, str]]:
        return ((picture, "") for picture in pictures)

    rows = {
        f"{KEPT_OUT_ALPHABET} of Omniglot, no lookalikes": nothing(greek[:count]),
        "  with omicron and iota": nothing(characters(options.data_dir, True)[:count]),
        "printed letters near a digit": nothing(drawings((unseen_near_letter,), count)),
        "printed letters far from one": nothing(drawings((unseen_far_letter,), count)),
        "written letters": nothing(drawings((unseen_written_letter,), count)),
        "signs and doodles": nothing(drawings((unseen_doodle,), count)),
        "filled shapes (such were trained on)": nothing(drawings((filled,), count)),
        "scribbles and noise": nothing(drawings(KEPT_OUT_SCRIBBLES, count)),
        "Fashion-MNIST test": nothing(garments.images.numpy()),
        "printed figures": figures(count),
        "MNIST test": zip(digits.images.numpy(), map(str, digits.labels.tolist()), strict=True),
    }
    print(f"{'':<36} {'pictures':>8} {'refused':>8} {'right':>8}")
    for name, pictures in rows.items():
        total, refused, right = count_answers(predictor, pictures)
        share = f"{right / total:>8.2%}" if right else f"{'':>8}"
        print(f"{name:<36} {total:>8} {refused / total:>8.2%} {share}", flush=True)

    inputs = np.stack(
        [normalise(thicken_hairlines((255 - one[:, :, 0]) / np.float32(255))) for one in greek]
    )
    area, let_in = separation(predictor, digits.images.numpy(), inputs)
    print(
        f"MNIST test against {KEPT_OUT_ALPHABET}: area under the ROC curve {area:.2%}; "
        f"{let_in:.1%} let in where {PASSED:.0%} of digits pass"
    )


if __name__ == "__main__":
    main()
