"""What is read of whole pages made by code: printed lines with signs, tables, boxes of forms.

    python -m tests.benchmarks.pages [--data-dir data] [--count 60]

The digits in tables and boxes are MNIST's test images, the print is set in fonts that no network
was trained on, and the code shares nothing with model/synthetic. Printed are the pages that are
right, and the digits: 1 less the edit distance of all digits, per digit. Signs are no digits.
"""

import argparse
from collections.abc import Iterator

import cv2
import numpy as np
import torch
from PIL import Image, ImageDraw

from model import Predictor
from model.data.datasets import MNIST
from model.data.splits import Split, load
from model.synthetic.printed import typefaces
from model.training.rows.training import edit_distance
from tests.tools.brushes import camera
from tests.tools.handwriting import PEN_HALF_WIDTH, written
from tests.tools.kept_out.kinds import KEPT_OUT_FAMILIES

SIGNS = ("-", "+", "=", "/", "\\", "(", ")", "%", "*", ">", "_", ".", ",", ":", "X")
SIGN_SHARE = 0.25  # of the words of a printed line that are signs
CELL = (50, 110)  # px of the height of a cell
FILLED = 0.7  # of the cells of a table

Pages = Iterator[tuple[np.ndarray, str]]  # a picture (H, W, 3) uint8 and its digits, line by line


def printed_lines(count: int, random: np.random.Generator) -> Pages:
    """Two to five lines of numbers and signs, black on white."""
    for index in range(count):
        family = KEPT_OUT_FAMILIES[index % len(KEPT_OUT_FAMILIES)]
        faces = typefaces(family)
        face = faces[int(random.integers(len(faces)))]
        face = face.font_variant(size=int(random.integers(24, 90)))
        lines = [_line(random) for _ in range(random.integers(2, 6))]
        text = "\n".join(lines)
        pen = ImageDraw.Draw(Image.new("L", (1, 1)))
        left, top, right, bottom = pen.multiline_textbbox((0, 0), text, face, spacing=20)
        margin = int(random.integers(20, 120))
        size = (int(right - left) + 2 * margin, int(bottom - top) + 2 * margin)
        page = Image.new("RGB", size, "white")
        place = (margin - left, margin - top)
        ImageDraw.Draw(page).multiline_text(place, text, "black", face, spacing=20)
        yield np.asarray(page), "\n".join(digits_of(line) for line in lines)


def _line(random: np.random.Generator) -> str:
    words = []
    for _ in range(random.integers(2, 6)):
        if random.random() < SIGN_SHARE:
            words.append(SIGNS[random.integers(len(SIGNS))])
        else:
            number = "".join(str(random.integers(10)) for _ in range(random.integers(1, 5)))
            words.append(f"({number})" if random.random() < 0.1 else number)
    return " ".join(words)


def digits_of(line: str) -> str:
    """The digits of a line of text."""
    return "".join(filter(str.isdigit, line))


def tables(digits: Split, count: int, boxes: bool, random: np.random.Generator) -> Pages:
    """Handwritten digits in the cells of a table, or each in a box of its own, photographed."""
    for _ in range(count):
        rows, columns = int(random.integers(1, 7)), int(random.integers(2, 9))
        high = int(random.integers(*CELL))
        wide = round(high * random.uniform(0.8, 1.5))
        gap = round(0.15 * high) if boxes else 0
        page = np.zeros((rows * (high + gap) + 80, columns * (wide + gap) + 80), np.float32)
        lines = np.zeros_like(page)
        pen, thick = random.uniform(*PEN_HALF_WIDTH), int(random.integers(1, 4))
        said = []
        for row in range(rows):
            text = ""
            for column in range(columns):
                x, y = 40 + column * (wide + gap), 40 + row * (high + gap)
                cv2.rectangle(lines, (x, y), (x + wide, y + high), (1.0,), thick)
                if random.random() < FILLED:
                    number = int(random.integers(len(digits)))
                    text += str(int(digits.labels[number]))
                    ink = written(
                        digits.images[number].numpy(), high * random.uniform(0.5, 0.75), pen
                    )
                    top = y + (high - ink.shape[0]) // 2
                    left = x + (wide - ink.shape[1]) // 2
                    place = page[top : top + ink.shape[0], left : left + ink.shape[1]]
                    np.maximum(place, ink, out=place)
            said.append(text)
        paper, dark = random.uniform(200, 255), random.uniform(0, 70)
        printed = dark if random.random() < 0.5 else random.uniform(dark, 150)
        sheet = paper + lines * (printed - paper)
        sheet = sheet + page * (dark - sheet)
        yield camera(np.repeat(sheet[..., None], 3, axis=2), random), "\n".join(filter(None, said))


def measured(predictor: Predictor, pages: Pages) -> tuple[float, float]:
    """The share of pages that are right, and of digits."""
    counts = np.zeros(4, int)
    for picture, truth in pages:
        expected = [int(one) for one in truth if one.isdigit()]
        read = [int(one) for one in predictor.read(picture).text if one.isdigit()]
        distance = edit_distance(read, expected)
        counts += (1, not distance, len(expected), distance)
    pages_read, right, digits, wrong = counts
    return right / pages_read, 1 - wrong / digits


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data-dir", default="data", help="where MNIST is")
    parser.add_argument("--weights", help="a weights folder; by default the shipped one")
    parser.add_argument("--count", type=int, default=60, help="pages of each sort")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    predictor = Predictor.from_pretrained(options.weights)
    test = load(MNIST, options.data_dir)[1]
    random = np.random.default_rng(options.seed)
    sorts = {
        "printed lines with signs": printed_lines(options.count, random),
        "tables": tables(test, options.count, False, random),
        "boxes": tables(test, options.count, True, random),
    }
    print("| page | pages right % | digits right % |\n| --- | ---: | ---: |")
    for name, pages in sorts.items():
        whole, digits = measured(predictor, pages)
        print(f"| {name} | {100 * whole:.1f} | {100 * digits:.1f} |", flush=True)


if __name__ == "__main__":
    main()
