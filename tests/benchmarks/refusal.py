"""What is refused and what is read: letters, doodles, scribbles, garments, and digits beside them.

    python -m tests.benchmarks.refusal [--data-dir data] [--weights weights/mnist] [--count 1000]

Nothing was trained on these: an alphabet of Omniglot, the fonts, letters, doodles and scribbles of
tests/tools/kept_out, and the test images of MNIST and Fashion-MNIST.
Beside the pipeline stand the networks alone: their answer to all ink of a picture as one thing. The
pipeline should refuse no less than they do.
What code draws lies as dark ink on light paper of 200 to 400 px and goes through the whole
pipeline, as the data sets' pictures do.
"""

import argparse
from collections.abc import Iterable, Iterator
from typing import NamedTuple

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


class Trial(NamedTuple):
    """A picture, all ink that is on it (H, W) float32, and its label, "" for none."""

    picture: np.ndarray
    ink: np.ndarray
    label: str


def drawings(kinds: tuple[Kind, ...], count: int) -> Iterator[Trial]:
    """`count` sheets with one outlier each, the kinds in turn."""
    random = np.random.default_rng(SEED)
    for index in range(count):
        ink = kinds[index % len(kinds)](random)
        yield Trial(on_paper(ink, random), ink, "")


def figures(count: int) -> Iterator[Trial]:
    """`count` sheets with one printed figure each, the families in turn, and what it is."""
    random = np.random.default_rng(SEED)
    for index in range(count):
        family = KEPT_OUT_FAMILIES[index % len(KEPT_OUT_FAMILIES)]
        label = str(random.integers(10))
        ink = print_character(label, random, (family,))
        yield Trial(on_paper(ink, random), ink, label)


def stored(images: np.ndarray, labels: Iterable[str]) -> Iterator[Trial]:
    """Images (N, 28, 28) uint8, light on dark, with their labels."""
    for image, label in zip(images, labels, strict=False):
        yield Trial(image, image.astype(np.float32) / 255, label)


def written(characters: Iterable[np.ndarray]) -> Iterator[Trial]:
    """RGB pictures (H, W, 3) uint8, black on white."""
    for picture in characters:
        yield Trial(picture, (255 - picture[:, :, 0]) / np.float32(255), "")


def count_answers(predictor: Predictor, trials: Iterable[Trial]) -> np.ndarray:
    """Pictures, refused by the pipeline, right, and refused by the networks alone."""
    counts = np.zeros(4, int)
    for picture, ink, label in trials:
        said = predictor.predict(picture).label
        (outlier,) = predictor.judge(normalise(thicken_hairlines(ink))[None]).outlier
        counts += (1, said is None, said == label, outlier > predictor.refusal_threshold)
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

    rows = {
        f"{KEPT_OUT_ALPHABET} of Omniglot, no lookalikes": written(greek[:count]),
        "  with omicron and iota": written(characters(options.data_dir, True)[:count]),
        "printed letters near a digit": drawings((unseen_near_letter,), count),
        "printed letters far from one": drawings((unseen_far_letter,), count),
        "written letters": drawings((unseen_written_letter,), count),
        "signs and doodles": drawings((unseen_doodle,), count),
        "filled shapes (such were trained on)": drawings((filled,), count),
        "scribbles and noise": drawings(KEPT_OUT_SCRIBBLES, count),
        "Fashion-MNIST test": stored(garments.images.numpy(), [""] * count),
        "printed figures": figures(count),
        "MNIST test": stored(digits.images.numpy(), map(str, digits.labels.tolist())),
    }
    print(f"{'':<36} {'pictures':>8} {'refused':>8} {'alone':>8} {'right':>8}")
    for name, trials in rows.items():
        total, refused, right, alone = count_answers(predictor, trials)
        share = f"{right / total:>8.2%}" if right else f"{'':>8}"
        shares = f"{refused / total:>8.2%} {alone / total:>8.2%} {share}"
        print(f"{name:<36} {total:>8} {shares}", flush=True)

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
