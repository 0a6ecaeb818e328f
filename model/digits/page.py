"""A page: a picture, the ink that was found in it, and its reading."""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from ..messages import t
from ..picture.decoding import Picture
from ..picture.mnist_format import DIGIT_SIDE, SIDE, margin, shift, tight_box, to_grey
from ..picture.part import Normalised, Part
from ..picture.steps import Prepared, Step
from .choose import Thing


@dataclass(frozen=True)
class Page:
    """The reading of one picture.

    Attributes:
        picture: the decoded picture.
        ink: (h, w) float32, the ink map that was chosen.
        candidates: every part, group of parts and piece that was judged as a digit by itself.
        lines: the reading, in reading order: digits and what was left out, chosen of the
            candidates; or all ink as one broken digit, which is none of them.
    """

    picture: Picture
    ink: np.ndarray
    candidates: list[Part]
    lines: list[list[Thing]]

    @cached_property
    def shared_steps(self) -> tuple[Step, ...]:
        """The pictures of the way that all digits of the page have in common."""
        return (
            Step(t("step_picture"), t("step_picture_caption"), self.picture.pixels),
            Step(t("step_ink"), t("step_ink_caption"), to_grey(self.ink)),
            Step(t("step_candidates"), t("step_candidates_caption"), self._marked()),
        )

    def _marked(self) -> np.ndarray:
        """The ink (h, w, 3) uint8 with the boxes of all candidates, those of digits in white."""
        marked = cv2.cvtColor(to_grey(0.5 * self.ink), cv2.COLOR_GRAY2RGB)
        thick = max(1, round(max(marked.shape) / 160))
        chosen = [one.part for line in self.lines for one in line if one.is_digit]
        for candidates, colour in ((self.candidates, (90, 120, 255)), (chosen, (255, 255, 255))):
            for one in candidates:
                corners = (one.left, one.top), (one.right - 1, one.bottom - 1)
                cv2.rectangle(marked, *corners, colour, thick)
        return marked

    def prepare(self, candidate: Part | None) -> Prepared:
        """A candidate on its way to the network; None where nothing was found."""
        if candidate is None:
            blank = np.zeros((SIDE, SIDE), np.uint8)
            return Prepared(blank, None, lambda: self.shared_steps[:1])
        own = candidate.normalised
        x, y, right, bottom = self._in_original(own.box)
        box = (int(x), int(y), round(right), round(bottom))
        frame = self._in_original(_frame(own))
        return Prepared(own.model_input, box, lambda: self._steps(own), frame)

    def _steps(self, own: Normalised) -> tuple[Step, ...]:
        return (
            *self.shared_steps,
            Step(t("step_digit"), t("step_digit_caption"), to_grey(own.strokes)),
            Step("20 × 20", t("step_20_caption"), to_grey(own.small)),
            Step("28 × 28", t("step_centred_caption"), own.model_input),
        )

    def _in_original(self, box: tuple[float, ...]) -> tuple[float, float, float, float]:
        """A box of the ink map in pixels of the upright original."""
        height, width = self.ink.shape
        x, y = self.picture.width / width, self.picture.height / height
        left, top, right, bottom = box
        return (left * x, top * y, right * x, bottom * y)


def _frame(own: Normalised) -> tuple[float, float, float, float]:
    """Where the edges of the 28×28 lie in the ink map that a candidate was cut out of."""
    left, top, right, bottom = own.box
    _, _, width, height = tight_box(own.strokes)
    side = max(width, height, 1)
    scale = max(right - left, bottom - top) / side  # hairlines were widened on a larger copy
    pixel = side / DIGIT_SIDE
    row, column = shift(own.small)
    x = left - (margin(width, side) + column * pixel) * scale
    y = top - (margin(height, side) + row * pixel) * scale
    return (x, y, x + SIDE * pixel * scale, y + SIDE * pixel * scale)
