"""The costs of `model.digits.choose`, fitted to pages whose truth is known.

    python -m tests.benchmarks.fit_costs [--data-dir data] [--count 300]

Pages are composed of the 5,000 MNIST images that nothing is trained on, of letters, doodles and
dirt: rows of digits apart and touching, single digits, broad and broken ones, numbers with specks.
Every candidate is judged once; then one cost after the other is varied as long as more pages are
read right. Printed are the share of each kind before and after, and the costs.
"""

import argparse
from collections.abc import Callable
from dataclasses import fields, replace

import cv2
import numpy as np

from model import Predictor
from model.data.datasets import MNIST
from model.data.splits import SELECTION, load
from model.digits.candidate import Candidate
from model.digits.choose import COSTS, Choice, Costs, as_choices, choose
from model.digits.propose import pieces, propose
from model.synthetic.outliers.foreign import foreign_letter
from model.synthetic.outliers.kinds import doodle, printed_letter, written_letter
from model.synthetic.pages.writing import enlarged

FACTORS = (0.5, 0.7, 0.85, 1.2, 1.4, 2.0)
Page = tuple[np.ndarray, str]  # an ink map (H, W) float32, and what is written on it
Judged = tuple[list[list[Choice]], float, str]


class Composer:
    """Pages of MNIST images (N, 28, 28) uint8 and their labels (N,)."""

    def __init__(self, images: np.ndarray, labels: np.ndarray, seed: int = 0) -> None:
        self.images, self.labels = images, labels
        self.random = np.random.default_rng(seed)

    def digit(self, height: float) -> tuple[np.ndarray, str]:
        """One digit in a tight box, about `height` px high, and what it is."""
        index = self.random.integers(len(self.labels))
        ink = enlarged(self.images[index], self.random.uniform(0.3, 0.6))
        rows, columns = (np.flatnonzero((ink > 0.3).any(axis=axis)) for axis in (1, 0))
        ink = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        scale = height * self.random.uniform(0.85, 1.1) / ink.shape[0]
        ink = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        return ink, str(self.labels[index])

    def row(self, count: int, gap: Callable[[float], float]) -> Page:
        """Digits side by side; `gap` (of the height, negative to touch) is drawn for each."""
        height = self.random.uniform(40, 110)
        page = np.zeros((int(2 * height), int(count * 2 * height)), np.float32)
        x, text = 0.5 * height, ""
        for _ in range(count):
            ink, label = self.digit(height)
            top = int(1.6 * height - ink.shape[0] + self.random.normal(0, 0.03) * height)
            paste(page, ink, round(x), top)
            x += ink.shape[1] + gap(height)
            text += label
        return page[:, : int(x + height)], text

    def apart(self) -> Page:
        """A number whose digits stand apart, narrowly or widely."""
        gap = self.random.uniform(0.04, 0.5)
        return self.row(int(self.random.integers(2, 8)), lambda height: gap * height)

    def touching(self) -> Page:
        """Two to four digits that overlap by one to three of MNIST's 28 pixels."""
        return self.row(
            int(self.random.integers(2, 5)), lambda height: -self.random.uniform(1, 3) * height / 20
        )

    def single(self) -> Page:
        """One digit alone."""
        return self.row(1, lambda height: 0.0)

    def stretched(self) -> Page:
        """One digit that somebody wrote very broadly."""
        ink, label = self.digit(self.random.uniform(50, 110))
        wide = cv2.resize(ink, None, fx=self.random.uniform(1.1, 1.5), fy=1)
        return np.pad(wide, 30), label

    def broken(self) -> Page:
        """A number whose strokes are broken by thin lines without ink."""
        page, text = self.row(int(self.random.integers(1, 5)), lambda height: 0.3 * height)
        height, width = page.shape
        for _ in range(self.random.integers(1, 3)):
            y = int(height * self.random.uniform(0.35, 0.75))
            drop = int(self.random.normal(0, 0.1) * height)
            thick = max(1, round(0.02 * height))
            cv2.line(page, (0, y), (width, y + drop), 0.0, thick)
        return page, text

    def letter(self) -> Page:
        """A letter, written or printed."""
        kinds = written_letter, printed_letter, foreign_letter
        return np.pad(kinds[self.random.integers(len(kinds))](self.random), 40), ""

    def doodle(self) -> Page:
        """A sign or a doodle."""
        return np.pad(doodle(self.random), 40), ""

    def with_dirt(self) -> Page:
        """A number with specks, a decimal point or a comma beside it."""
        page, text = self.row(int(self.random.integers(2, 6)), lambda height: 0.3 * height)
        height = page.shape[0] / 2
        for _ in range(self.random.integers(1, 4)):
            spot = (int(self.random.uniform(0, page.shape[1])), int(1.75 * height))
            cv2.circle(page, spot, max(1, int(self.random.uniform(0.02, 0.09) * height)), 1.0, -1)
        return page, text


KINDS = ("apart", "touching", "single", "stretched", "broken", "letter", "doodle", "with_dirt")


def paste(page: np.ndarray, ink: np.ndarray, x: int, y: int) -> None:
    """Ink with its corner at (x, y), over what is there."""
    y = max(0, y)
    place = page[y : y + ink.shape[0], x : x + ink.shape[1]]
    np.maximum(place, ink[: place.shape[0], : place.shape[1]], out=place)


def judged(page: Page, predictor: Predictor) -> Judged:
    """The page's candidates in lines with what the network says, its height, and its truth."""
    ink, text = page
    lines, height = propose(ink)
    lines = [line + [piece for part in line for piece in cut_up(part)] for line in lines]
    seen = [np.stack([one.normalised.model_input for one in line]) for line in lines]
    choices = [
        as_choices(line, predictor.judge(one)) for line, one in zip(lines, seen, strict=True)
    ]
    return choices, height, text


def cut_up(part: Candidate) -> list[Candidate]:
    """Its pieces, whatever the network says of the whole: that depends on the costs."""
    return [] if part.joined else list(pieces(part))


def is_right(page: Judged, costs: Costs, most: float) -> bool:
    """Whether a page is read right; `most` is the outlier probability up to which one is read."""
    lines, height, text = page
    read = [one for line in lines for one in choose(line, height, costs)]
    digits = [one for one in read if one.is_digit and one.outlier <= most]
    return "".join(str(int(one.probabilities.argmax())) for one in digits) == text


def shares(pages: dict[str, list[Judged]], costs: Costs, most: float) -> dict[str, float]:
    """The share of pages of each kind that are read right."""
    return {
        kind: float(np.mean([is_right(page, costs, most) for page in each]))
        for kind, each in pages.items()
    }


def main() -> None:
    """Compose, judge, search, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data-dir", default="data")
    parser.add_argument("--count", type=int, default=300, help="pages of each kind")
    options = parser.parse_args()
    selection = load(MNIST, options.data_dir)[0][-SELECTION:]
    composer = Composer(selection.images.numpy(), selection.labels.numpy())
    predictor = Predictor.from_pretrained()
    most = predictor.calibration.refusal_threshold
    pages = {
        kind: [judged(getattr(composer, kind)(), predictor) for _ in range(options.count)]
        for kind in KINDS
    }
    costs = COSTS
    before = shares(pages, costs, most)
    best = sum(before.values())
    improved = True
    while improved:
        improved = False
        for field in fields(Costs):
            for factor in FACTORS:
                changed = replace(costs, **{field.name: getattr(costs, field.name) * factor})
                score = sum(shares(pages, changed, most).values())
                if score > best + 1e-9:
                    best, costs, improved = score, changed, True
    after = shares(pages, costs, most)
    for kind in KINDS:
        print(f"{kind:<12} {before[kind]:>8.1%} {after[kind]:>8.1%}")
    print(f"{'mean':<12} {np.mean(list(before.values())):>8.1%} {best / len(KINDS):>8.1%}")
    print(costs)


if __name__ == "__main__":
    main()
