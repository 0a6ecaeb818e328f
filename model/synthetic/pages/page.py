"""Synthetic pages and their ink maps, to train the ink network with.

Every page is determined by (seed, number), so that a run can be resumed and repeated.
"""

import cv2
import numpy as np

from .camera import coarse, lit, on_table, taken
from .papers import (
    ink_on,
    paint_paper,
    print_lines,
    show_through,
    some_colours,
)
from .writing import write_page

# (height, width) in px, with about the same number of pixels; a batch has pages of one shape.
PAGE_SHAPES = ((224, 224), (224, 224), (176, 288), (288, 176), (144, 352), (256, 192))
DIGITAL_SHARE = 0.3  # share of pages from drawing programs and screenshots, without a camera


def draw_page(
    seed: int, number: int, digits: np.ndarray, shape: tuple[int, int] = PAGE_SHAPES[0]
) -> tuple[np.ndarray, np.ndarray]:
    """A picture (H, W, 3) uint8 and its ink (H, W) uint8, 255 where a stroke covers the pixel.

    `digits` (N, 28, 28) uint8 are those of MNIST that may be written.
    """
    random = np.random.default_rng([seed, number])
    written = write_page(random, shape, digits)
    paper, ink = some_colours(random)
    sheet = paint_paper(random, shape, paper)
    if random.random() < 0.05:
        other_side = write_page(random, shape, digits)
        show_through(sheet, ink, other_side, random.uniform(0.05, 0.2))
    print_lines(random, sheet, paper, ink, written)
    if random.random() < DIGITAL_SHARE:
        pixels = np.clip(ink_on(random, sheet, ink, written), 0, 255).astype(np.uint8)
    else:
        scene = ink_on(random, sheet, ink, written)
        if random.random() < 0.2:
            scene, written = on_table(random, scene, written)
        pixels = taken(random, lit(random, scene))
    if random.random() < 0.2:
        pixels = coarse(random, pixels)
    return pixels, cv2.convertScaleAbs(written, alpha=255)
