"""What a picture shows around the writing: a sheet on a table, or a thing that is no writing.

Both are broad, lighter than what surrounds them, and would mislead the search for ink: a table
passes for paper, and a garment's seam for a stroke. All of it is judged on the downscaled picture.
"""

from dataclasses import dataclass

import cv2
import numpy as np

BROAD = 0.45  # of the picture's longer side: no stroke of a digit is broader
RECTANGULAR = 0.88  # share of its tightest rectangle, however turned, that a sheet fills
MOST_WRITTEN_ON = 0.25  # share of a sheet that is as dark as the table; a 0 has a larger hole
GROUND_AROUND = 0.65  # share of the picture's border that lies off the sheet
LEAST_STEP = 40.0  # grey levels between a sheet and its table
BLACK = 100.0  # grey levels up to which surroundings are dark
EVEN = 4.0  # grey levels within which a colour is even
VISIBLE = 14.0  # grey levels by which a thing differs from what is behind it


@dataclass(frozen=True)
class Thing:
    """Something broad before even darkness.

    Attributes:
        ground: the colour (3,) uint8 of the darkness.
        depth: grey levels by which the thing is lighter, typically.
    """

    ground: np.ndarray
    depth: float


def find_thing_before_black(downscaled: np.ndarray) -> Thing | None:
    """A garment, a hand or a badge before black in (h, w, 3) uint8; None where there is none.

    Only dark surroundings count: on light ones a broad thing may be a shadow.
    """
    border = downscaled[border_band(downscaled.shape[:2])]  # (N, 3)
    ground = np.partition(border, len(border) // 2, axis=0)[len(border) // 2]  # the median
    if ground.max() > BLACK:
        return None
    is_even = (np.abs(border - ground.astype(np.float32)).max(axis=1) <= EVEN).mean() >= 0.5
    if not is_even:
        return None
    depth = cv2.subtract(downscaled, (*ground.tolist(), 0)).max(axis=2)
    light = (depth > VISIBLE).astype(np.uint8)
    outline, thing = _broadest(light)
    if outline is None or _is_sheet(outline, thing, light):
        return None
    return Thing(ground, float(np.median(depth[(thing & light) > 0])))


def find_sheet(grey: np.ndarray) -> np.ndarray | None:
    """Mask (h, w) uint8 of the one light sheet on a darker table in grey (h, w) uint8, or None."""
    _, light = cv2.threshold(grey, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    outline, sheet = _broadest(light)
    if outline is None or not _is_sheet(outline, sheet, light):
        return None
    if 1 - sheet[border_band(grey.shape)].mean() < GROUND_AROUND:
        return None
    step = np.median(grey[sheet > 0]) - np.median(grey[sheet == 0])
    return sheet if step > LEAST_STEP else None


def continue_paper(pixels: np.ndarray, downscaled: np.ndarray, sheet: np.ndarray) -> np.ndarray:
    """The picture, grey (H, W) or (H, W, 3), with its sheet continued over the table."""
    sheet = cv2.erode(sheet, np.ones((3, 3), np.uint8))  # its rim is half table
    paper = cv2.inpaint(downscaled, 1 - sheet, 3, cv2.INPAINT_TELEA)
    size = pixels.shape[1::-1]
    paper = cv2.resize(paper, size, interpolation=cv2.INTER_LINEAR)
    own = cv2.resize(sheet, size, interpolation=cv2.INTER_NEAREST)
    return cv2.copyTo(pixels, own, paper)


def _broadest(light: np.ndarray) -> tuple[np.ndarray | None, np.ndarray]:
    """Outline and filled mask of the largest light piece, if it is broader than any stroke."""
    outlines, _ = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = np.zeros_like(light)
    if not outlines:
        return None, filled
    outline = max(outlines, key=cv2.contourArea)
    cv2.drawContours(filled, [outline], 0, 1, cv2.FILLED)
    window = max(3, round(max(light.shape) * BROAD)) | 1
    is_broad = cv2.erode(filled, np.ones((window, window), np.uint8)).any()
    return (outline if is_broad else None), filled


def _is_sheet(outline: np.ndarray, filled: np.ndarray, light: np.ndarray) -> bool:
    """Whether a piece is a rectangle, seen from anywhere, and mostly light within."""
    _, (width, height), _ = cv2.minAreaRect(outline)
    is_rectangle = cv2.contourArea(outline) > RECTANGULAR * width * height
    return is_rectangle and 1 - light[filled > 0].mean() < MOST_WRITTEN_ON


def border_band(shape: tuple[int, int]) -> np.ndarray:
    """Mask (h, w) of a band along the edges, inside of where a drawn frame would be."""
    outer, inner = (max(1, round(part * min(shape))) for part in (0.04, 0.12))
    band = np.zeros(shape, bool)
    band[outer:-outer, outer:-outer] = True
    band[inner:-inner, inner:-inner] = False
    return band if band.any() else np.ones(shape, bool)
