"""Digits that should be refused: several at once, halves, pieces, turned or mirrored ones.

Such candidates come from wrong cuts in whole numbers and from cameras held sideways.
`digits` are (N, 28, 28) uint8 pictures of MNIST and `labels` (N,) theirs.
"""

import cv2
import numpy as np

from ...picture.mnist_format import tight_box

DIGIT_ENLARGEMENT = 3  # times MNIST's 28 px
# Quarter turns and mirroring that do not make another digit.
TURNS = {
    0: (),
    1: (),
    2: (1, 3, "mirrored"),
    3: (1, 2, 3, "mirrored"),
    4: (1, 2, 3, "mirrored"),
    5: (1, 3, "mirrored"),
    6: (1, 3, "mirrored"),
    7: (1, 2, 3, "mirrored"),
    8: (1, 3),
    9: (1, 3, "mirrored"),
}


class MisplacedDigits:
    """Draws ink maps (H, W) float32 in 0..1 of misplaced digits."""

    def __init__(self, digits: np.ndarray, labels: np.ndarray) -> None:
        self.digits, self.labels = digits, labels

    def several(self, random: np.random.Generator) -> np.ndarray:
        """Two or three digits side by side, apart or touching."""
        return self._row(random, int(random.choice([2, 2, 3])))[0]

    def half(self, random: np.random.Generator) -> np.ndarray:
        """One side of a digit, the other cut away."""
        ink = self._one(random)[1]
        if random.random() < 0.5:
            ink = ink.T
        cut = round(ink.shape[0] * random.uniform(0.35, 0.65))
        part = ink[:cut] if random.random() < 0.5 else ink[cut:]
        return np.ascontiguousarray(part)

    def cut_wrongly(self, random: np.random.Generator) -> np.ndarray:
        """A digit with a piece of its neighbour, as a cut in the wrong place leaves them."""
        row, borders = self._row(random, 2)
        left, right = borders[0], row.shape[1] - borders[0]
        share = random.uniform(0.25, 0.75)
        cut = round(left + share * right) if random.random() < 0.5 else round(left * share)
        part = row[:, :cut] if cut > left else row[:, cut:]
        return np.ascontiguousarray(part)

    def turned(self, random: np.random.Generator) -> np.ndarray:
        """A digit on its side, upside down or mirrored, where that makes no other digit."""
        while not TURNS[(picked := self._one(random))[0]]:
            pass
        label, ink = picked
        way = random.choice(np.array(TURNS[label], object))
        return np.ascontiguousarray(np.fliplr(ink) if way == "mirrored" else np.rot90(ink, way))

    def _one(self, random: np.random.Generator) -> tuple[int, np.ndarray]:
        """The label of one digit and its ink in a tight box, strokes as crisp as a pen's."""
        index = random.integers(len(self.digits))
        side = DIGIT_ENLARGEMENT * 28
        grey = self.digits[index].astype(np.float32) / 255
        grey = cv2.resize(grey, (side, side), interpolation=cv2.INTER_CUBIC)
        ink = np.clip((grey - random.uniform(0.2, 0.5)) * DIGIT_ENLARGEMENT + 0.5, 0, 1)
        left, top, width, height = tight_box(ink)
        return int(self.labels[index]), ink[top : top + height, left : left + width]

    def _row(self, random: np.random.Generator, count: int) -> tuple[np.ndarray, list[int]]:
        """Digits in a row about as high as each other, and the columns where each ends."""
        pieces, tallest = [], 90
        for _ in range(count):
            ink = self._one(random)[1]
            height = round(60 * random.uniform(0.8, 1.2))
            width = max(8, round(ink.shape[1] * height / ink.shape[0]))
            ink = cv2.resize(ink, (width, height), interpolation=cv2.INTER_AREA)
            top = int(random.integers(0, tallest - height + 1)) // 2 + (tallest - height) // 4
            pieces.append((ink, top))
        row = np.zeros((tallest + 40, 400), np.float32)
        at, ends = 0, []
        for ink, top in pieces:
            height, width = ink.shape
            place = row[top : top + height, at : at + width]
            np.maximum(place, ink, out=place)
            ends.append(at + width)
            at = max(0, at + width + int(random.integers(-8, 14)))
        return row[:, : ends[-1]], ends
