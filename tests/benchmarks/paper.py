"""What is read on which paper: digits and numbers as people write and photograph them.

    python -m tests.benchmarks.paper [--data-dir data] [--count 100] [--sheet sheet.png]

The ink is MNIST's test images, made into strokes of a pen; every paper of tests/tools/papers.py
gets the same digits. Some of them nobody can tell: the first row, plain paper, is what can be hoped
for. Three more tables: shapes that a pen filled, which should be refused; printed figures that
touch all edges of their picture; and rows of touching digits, made of the 5,000 images at the end
of MNIST's training half. A few minutes on one core; the same seed gives the same pictures.
`--sheet` draws some of each sort, misread ones first and framed in red.
"""

import argparse
from collections.abc import Iterator
from typing import NamedTuple
from zlib import crc32

import cv2
import numpy as np
import torch
from PIL import Image, ImageDraw

from model import Predictor
from model.data.datasets import MNIST
from model.data.splits import SELECTION, Split, load
from model.synthetic.printed import print_character
from tests.tools.brushes import Random, camera, centred, somewhere
from tests.tools.handwriting import (
    FILLED_SHAPES,
    HIGHLIGHTER_HALF_WIDTH,
    PEN_HALF_WIDTH,
    cropped,
    filled,
    touching_row,
    written,
    written_number,
)
from tests.tools.kept_out.kinds import KEPT_OUT_FAMILIES
from tests.tools.papers import PAPERS, neon, plain, thumbnail, touching

HEIGHT = (60, 160)  # px of a digit
ROWS = 100  # of touching digits, of each length
LENGTHS = (2, 3, 4)  # of such rows
SIZES = np.linspace(0.08, 0.75, 10)  # of a shape, as a share of its picture's side
TILE = (190, 200)  # px of a picture on the contact sheet, height and width of one digit's
SHOWN = 6  # pictures of each sort on the contact sheet


class Trial(NamedTuple):
    """A picture (H, W, 3) uint8, what it says, and what was read; None is refused."""

    picture: np.ndarray
    truth: str | None
    said: str | None


class Cell(NamedTuple):
    """The share of its trials that were right, and a few of them."""

    share: float
    shown: list[Trial]


Pictures = Iterator[tuple[np.ndarray, str | None]]


def generator(seed: int, name: str) -> Random:
    """Random numbers of one cell's own, so that no cell depends on the ones before it."""
    return np.random.default_rng([seed, crc32(name.encode())])


def pens(name: str) -> tuple[float, float]:
    """From the thinnest to the thickest pen for a paper, as `written` takes it."""
    return HIGHLIGHTER_HALF_WIDTH if PAPERS[name] is neon else PEN_HALF_WIDTH


def digits_on(name: str, digits: Split, count: int, seed: int) -> Pictures:
    """`count` pictures of one digit on a paper."""
    order = np.random.default_rng(seed).permutation(len(digits))
    random = generator(seed, f"{name}, one digit")
    made = 0
    for index in order:
        if made == count:
            return
        height, pen = random.uniform(*HEIGHT), random.uniform(*pens(name))
        ink = written(digits.images[index].numpy(), height, pen)
        if PAPERS[name] is touching:
            if (ink > 0.5).mean() > 0.65:
                continue  # an upright 1 without its paper is a black rectangle to anybody
        elif PAPERS[name] is thumbnail:
            ink = squarely(centred(ink, 0.2, random))
        else:
            ink = somewhere(ink, random)
        made += 1
        yield PAPERS[name](ink, random), str(int(digits.labels[index]))


def squarely(page: np.ndarray) -> np.ndarray:
    """A page (H, W) made wider, or higher, until it is a square."""
    side = max(page.shape)
    before = [(side - length) // 2 for length in page.shape]
    return np.pad(page, [(b, side - n - b) for b, n in zip(before, page.shape, strict=True)])


def numbers_on(name: str, digits: Split, count: int, seed: int) -> Pictures:
    """`count` pictures of a number of 4 to 7 digits on a paper."""
    chosen = np.random.default_rng([seed, 1])
    random = generator(seed, f"{name}, number")
    for _ in range(count):
        indices = chosen.integers(0, len(digits), chosen.integers(4, 8))
        height, pen = random.uniform(*HEIGHT), random.uniform(*pens(name))
        ink = written_number(digits.images[indices].numpy(), height, pen, random)
        ink = centred(ink, 0.25 if PAPERS[name] is thumbnail else 0.5, random)
        yield PAPERS[name](ink, random), "".join(map(str, digits.labels[indices].tolist()))


def shapes(name: str, photographed: bool, count: int, seed: int) -> Pictures:
    """`count` pictures of a filled shape, its ten sizes in turn: black on white, or a photo."""
    random = generator(seed, f"{name}, {photographed}")
    for index in range(count):
        side = int(random.integers(300, 600))
        ink = filled(name, side * SIZES[index % len(SIZES)], random)
        page = np.zeros((side, side), np.float32)
        top, left = (int(random.integers(side // 20, side - side // 20 - n)) for n in ink.shape)
        page[top : top + ink.shape[0], left : left + ink.shape[1]] = ink
        if photographed:
            yield plain(page, random), None
        else:
            grey = np.rint(255 - 255 * page).astype(np.uint8)
            yield cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), None


def printed(light: bool, count: int, seed: int) -> Pictures:
    """`count` printed figures that touch all edges of their picture, the families in turn."""
    random = generator(seed, f"printed, {light}")
    made = 0
    while made < count:
        label = str(random.integers(10))
        family = KEPT_OUT_FAMILIES[made % len(KEPT_OUT_FAMILIES)]
        ink = cropped(print_character(label, random, (family,)), 0.6)
        if (ink > 0.5).mean() > 0.65:
            continue  # as of handwriting: nobody could read it
        made += 1
        scale = random.uniform(60, 320) / max(ink.shape)
        ink = np.clip(cv2.resize(ink, None, fx=scale, fy=scale), 0, 1)[..., None]
        paper, pen = random.uniform(205, 255), random.uniform(0, 60)
        if light:
            paper, pen = pen, paper
        yield camera(np.repeat(paper + ink * (pen - paper), 3, axis=2), random), label


def touching_rows(digits: Split, length: int, seed: int) -> Pictures:
    """Rows of touching digits on plain paper; no two 1s together, which would make a V."""
    random = generator(seed, f"touching rows of {length}")
    made = 0
    while made < ROWS:
        indices = random.integers(0, len(digits), length)
        label = "".join(map(str, digits.labels[indices].tolist()))
        if "11" in label:
            continue
        made += 1
        ink = touching_row(digits.images[indices].numpy(), random.uniform(*HEIGHT), random)
        yield plain(centred(ink, 0.4, random), random), label


def measured(predictor: Predictor, pictures: Pictures, number: bool = False) -> Cell:
    """Read every picture, as one digit or as a number."""
    trials = []
    for picture, truth in pictures:
        said = predictor.read(picture).text if number else predictor.predict(picture).label
        trials.append(Trial(picture, truth, said))
    right = np.mean([trial.said == trial.truth for trial in trials])
    trials.sort(key=lambda trial: trial.said == trial.truth)  # misread ones first
    half = SHOWN // 2
    return Cell(float(right), trials[:half] + trials[half:][-half:])


def draw_sheet(rows: list[tuple[str, list[Trial]]]) -> Image.Image:
    """One row a sort, its name at the left; what was said is below each picture."""
    height, line = TILE[0], 14
    wide = max(sum(_breadth(trial) for trial in trials) for _, trials in rows)
    sheet = Image.new("RGB", (wide, len(rows) * (height + 3 * line)), "white")
    pen = ImageDraw.Draw(sheet)
    for number, (name, trials) in enumerate(rows):
        left, top = 0, number * (height + 3 * line)
        pen.text((2, top), name, "black")
        for trial in trials:
            wrong, breadth = trial.said != trial.truth, _breadth(trial)
            image = Image.fromarray(trial.picture)
            scale = min(height / image.height, (breadth - 8) / image.width)
            size = [max(1, round(side * scale)) for side in image.size]
            filter_ = Image.Resampling.NEAREST if scale > 1 else Image.Resampling.BOX
            sheet.paste(image.resize(size, filter_), (left + 4, top + line + 2))
            frame = (left + 1, top + line - 1, left + size[0] + 6, top + line + size[1] + 4)
            pen.rectangle(frame, None, "red" if wrong else "silver", 3 if wrong else 1)
            words = f"{trial.truth} read as {trial.said!r}" if wrong else f"{trial.truth}"
            pen.text((left + 4, frame[3] + 1), words, "red" if wrong else "black")
            left += breadth
    return sheet


def _breadth(trial: Trial) -> int:
    """Px of a trial's tile: numbers are wider than digits."""
    return TILE[1] * (2 if trial.picture.shape[1] > 1.6 * trial.picture.shape[0] else 1)


def table(heading: tuple[str, ...], rows: dict[str, list[Cell | None]]) -> None:
    """A markdown table of shares in percent, and their mean below."""
    print(f"\n| {' | '.join(heading)} |\n| --- |{' ---: |' * (len(heading) - 1)}")
    for name, cells in rows.items():
        words = (f"{100 * cell.share:.1f}" if cell else "–" for cell in cells)
        print(f"| {name} | {' | '.join(words)} |")
    if len(rows) > 1:
        columns = zip(*rows.values(), strict=True)
        means = (np.mean([cell.share for cell in column if cell]) for column in columns)
        print(f"| mean | {' | '.join(f'{100 * mean:.1f}' for mean in means)} |", flush=True)


def main() -> None:
    """Write, photograph, read, print four tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data-dir", default="data", help="where MNIST is")
    parser.add_argument("--weights", help="a weights folder; by default the shipped one")
    parser.add_argument("--count", type=int, default=100, help="pictures of each cell")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--sheet", help="a PNG to draw some pictures of each sort on")
    options = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    predictor = Predictor.from_pretrained(options.weights)
    training, test = load(MNIST, options.data_dir)
    some = (options.count, options.seed)

    papers = {}
    for name, paper in PAPERS.items():
        one = measured(predictor, digits_on(name, test, *some))
        number = None
        if paper is not touching:
            number = measured(predictor, numbers_on(name, test, *some), number=True)
        papers[name] = [one, number]
    table(("paper", "one digit right %", "number right %"), papers)
    filled_in = {
        name: [measured(predictor, shapes(name, photo, *some)) for photo in (False, True)]
        for name in FILLED_SHAPES
    }
    table(("shape", "black on white, refused %", "photographed, refused %"), filled_in)
    figures = {
        name: [measured(predictor, printed(light, *some))]
        for name, light in (("dark on light", False), ("light on dark", True))
    }
    table(("printed figures touching all edges", "right %"), figures)
    kept_out = training[-SELECTION:]
    touched = {
        f"{ROWS} of {length}": [
            measured(predictor, touching_rows(kept_out, length, options.seed), number=True)
        ]
        for length in LENGTHS
    }
    table(("rows of touching digits", "whole row right %"), touched)
    if options.sheet:
        every = {**papers, **filled_in, **figures, **touched}
        shown = [
            (name, [trial for cell in cells if cell for trial in cell.shown])
            for name, cells in every.items()
        ]
        draw_sheet(shown).save(options.sheet)


if __name__ == "__main__":
    main()
