"""Papers for the benchmark of papers: what people write on, and how they photograph it.

Each paper takes ink on its page, (H, W) float32 of 0..1, and gives a picture (H, W, 3) uint8.
"""

from collections.abc import Callable

import cv2
import numpy as np

from tests.tools.brushes import (
    Random,
    box,
    camera,
    clouds,
    compressed,
    grain,
    inked,
    one_of,
    parallel_lines,
    sheet_of_paper,
    table_top,
)

Paper = Callable[[np.ndarray, Random], np.ndarray]

PENS = ((22, 22, 28), (20, 35, 130), (30, 60, 170), (55, 55, 60), (150, 25, 35))
MARKERS = ((25, 25, 30), (25, 50, 160), (190, 30, 40), (20, 115, 60))
LINES = ((150, 178, 215), (178, 178, 182), (165, 195, 170), (185, 165, 205))
NEON = ((228, 242, 40), (105, 240, 75), (255, 90, 175))


def _written(ink: np.ndarray, random: Random) -> np.ndarray:
    """A pen on whitish paper, before any camera: float32."""
    return inked(sheet_of_paper(ink.shape, random), ink, one_of(PENS, random))


def plain(ink: np.ndarray, random: Random) -> np.ndarray:
    """A pen on white paper in even light."""
    return camera(_written(ink, random), random)


def _squares(ink: np.ndarray, thickness: tuple[float, float], random: Random) -> np.ndarray:
    top, bottom, _, _ = box(ink)
    step = (bottom - top) * random.uniform(0.5, 0.95)
    thick, turn = step * random.uniform(*thickness), random.normal(0, 0.02)
    level = parallel_lines(ink.shape, step, thick, turn, random.uniform(0, step))
    upright = parallel_lines(ink.shape[::-1], step, thick, -turn, random.uniform(0, step)).T
    lines = np.maximum(level, upright) * random.uniform(0.6, 1)
    paper = inked(sheet_of_paper(ink.shape, random), lines, one_of(LINES, random))
    return camera(inked(paper, ink, one_of(PENS, random)), random)


def squared(ink: np.ndarray, random: Random) -> np.ndarray:
    """A pen on squared paper."""
    return _squares(ink, (0.02, 0.04), random)


def squared_thickly(ink: np.ndarray, random: Random) -> np.ndarray:
    """A pen on squared paper with thick lines."""
    return _squares(ink, (0.06, 0.11), random)


def ruled(ink: np.ndarray, random: Random) -> np.ndarray:
    """A pen on ruled paper: the writing stands on a line; some sheets have a red margin."""
    top, bottom, left, _ = box(ink)
    height = bottom - top
    step, thick = height * random.uniform(1.1, 1.8), height * random.uniform(0.015, 0.035)
    at = bottom + height * random.uniform(-0.05, 0.08)
    lines = parallel_lines(ink.shape, step, thick, random.normal(0, 0.012), at)
    paper = inked(sheet_of_paper(ink.shape, random), lines, one_of(LINES, random))
    if random.random() < 0.5 and left > 0.5 * height:
        margin = np.zeros(ink.shape, np.float32)
        x = int(random.uniform(0.15, 0.75) * left)
        margin[:, x : x + max(1, round(thick))] = random.uniform(0.6, 1)
        paper = inked(paper, margin, np.array([225, 120, 125], np.float32))
    return camera(inked(paper, ink, one_of(PENS, random)), random)


def chalkboard(ink: np.ndarray, random: Random) -> np.ndarray:
    """Grainy chalk on a dark board that was wiped."""
    board = one_of(((38, 62, 50), (44, 46, 48), (30, 52, 60)), random)
    side = max(ink.shape)
    wiped = 5 * clouds(ink.shape, (side / 12, side / 4), random) + grain(ink.shape, 0.8, random)
    chalk = np.clip(ink * (0.8 + 0.3 * grain(ink.shape, 1.2, random)), 0, 1)
    colour = one_of(((240, 240, 235), (245, 235, 170), (245, 200, 205)), random)
    return camera(inked(board + wiped[..., None], chalk, colour), random)


def pencil(ink: np.ndarray, random: Random) -> np.ndarray:
    """A faint, grainy pencil."""
    sheet = sheet_of_paper(ink.shape, random)
    lead = np.clip(ink * (0.85 + 0.25 * grain(ink.shape, 0.9, random)), 0, 1)
    return camera(inked(sheet, lead, sheet - random.uniform(55, 130)), random)


def vignette(ink: np.ndarray, random: Random) -> np.ndarray:
    """A phone's flash: bright in the middle, down to a quarter of that at the edges."""
    height, width = ink.shape
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    down, across = random.uniform(-0.2, 0.2, 2)
    far = np.hypot(y - down, x - across)
    edge = random.uniform(0.25, 0.45)
    light = edge + (1 - edge) * np.exp(-((far / far.max()) ** 2) * random.uniform(2.5, 4.5))
    return camera(_written(ink, random) * light[..., None] * 1.05, random)


def shadow(ink: np.ndarray, random: Random) -> np.ndarray:
    """The edge of a shadow, hard or soft, across the sheet."""
    height, width = ink.shape
    top, bottom, left, right = box(ink)
    y, x = np.mgrid[:height, :width].astype(np.float32)
    turn = random.uniform(0, 2 * np.pi)
    through_y, through_x = random.uniform(top, bottom), random.uniform(left, right)
    away = (y - through_y) * np.sin(turn) + (x - through_x) * np.cos(turn)
    away += clouds(ink.shape, (width / 5, width / 5), random) * random.uniform(0, 0.02) * width
    soft = random.uniform(1, 5) if random.random() < 0.5 else random.uniform(0.03, 0.12) * width
    lit = 1 / (1 + np.exp(np.clip(-away / soft * 2, -30, 30)))
    dark = random.uniform(0.45, 0.65)
    return camera(_written(ink, random) * (dark + (1 - dark) * lit)[..., None], random)


def on_a_table(ink: np.ndarray, random: Random) -> np.ndarray:
    """A sheet on a table, seen at an angle; of some sheets one side is outside of the picture."""
    height, width = ink.shape
    shorter = min(height, width)
    margin = random.uniform(0.08, 0.22) * shorter
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = corners + margin + random.uniform(-0.07, 0.07, (4, 2)) * shorter
    size = round(width + 2 * margin), round(height + 2 * margin)
    matrix = cv2.getPerspectiveTransform(corners, moved.astype(np.float32))
    sheet, mask, writing = (
        cv2.warpPerspective(one.astype(np.float32), matrix, size)
        for one in (_written(ink, random), np.ones(ink.shape), ink)
    )
    cast = cv2.GaussianBlur(np.roll(mask, (6, 6), (0, 1)), (0, 0), 7)
    table = table_top(mask.shape, random) * (1 - 0.5 * cast)[..., None]
    picture = sheet + (1 - mask)[..., None] * table
    edges = [0, size[1], 0, size[0]]
    if random.random() < 0.3:
        side = random.integers(4)
        rim = abs(edges[side] - margin)
        edges[side] = round(0.6 * rim + 0.4 * box(writing)[side])
    return camera(picture[edges[0] : edges[1], edges[2] : edges[3]], random)


def _saturated(ink: np.ndarray, pen: tuple, paper: tuple, random: Random) -> np.ndarray:
    page = one_of((paper,), random) + grain(ink.shape, 0.9, random)[..., None]
    return camera(inked(page, ink, one_of((pen,), random)), random)


def red_on_green(ink: np.ndarray, random: Random) -> np.ndarray:
    """A red pen on green paper."""
    return _saturated(ink, (205, 35, 40), (90, 190, 95), random)


def blue_on_yellow(ink: np.ndarray, random: Random) -> np.ndarray:
    """A blue pen on yellow paper."""
    return _saturated(ink, (35, 60, 180), (248, 225, 60), random)


def magenta_on_cyan(ink: np.ndarray, random: Random) -> np.ndarray:
    """A magenta pen on cyan paper."""
    return _saturated(ink, (205, 30, 140), (70, 200, 215), random)


def touching(ink: np.ndarray, random: Random) -> np.ndarray:
    """Ink, cropped to its edges, that fills its picture; one in three light on dark."""
    scale = random.uniform(60, 320) / max(ink.shape)
    rows, columns = (np.flatnonzero((ink > 0.6).any(axis=axis)) for axis in (1, 0))
    ink = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    ink = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    if random.random() < 1 / 3:
        return camera(
            inked(255 - sheet_of_paper(ink.shape, random), ink, np.full(3, 245.0)), random
        )
    return camera(_written(ink, random), random)


def neon(ink: np.ndarray, random: Random) -> np.ndarray:
    """A highlighter on white: its ink is clear, and darker where the strokes end."""
    sheet = sheet_of_paper(ink.shape, random)
    dense = np.clip(ink * (0.92 + 0.08 * clouds(ink.shape, (9, 9), random)), 0, 1)
    clear = sheet * one_of(NEON, random) / 255
    return camera(inked(sheet, dense, clear), random)


def whiteboard(ink: np.ndarray, random: Random) -> np.ndarray:
    """A marker on a white board with bright spots of glare and the reflection of a window.

    Spots that would hide the writing are moved, as whoever takes the photo would do.
    """
    height, width = ink.shape
    board = random.uniform(185, 215) + 5 * clouds(ink.shape, (height, width / 2), random)
    worn = ink * np.clip(0.88 + 0.08 * clouds(ink.shape, (4, 12), random), 0, 1)
    picture = inked(np.repeat(board[..., None], 3, axis=2), worn, one_of(MARKERS, random))
    y, x = np.mgrid[:height, :width].astype(np.float32)
    for _ in range(random.integers(1, 4)):
        peak, spread = random.uniform(90, 240), random.uniform(0.06, 0.2) * min(ink.shape)
        for _ in range(30):
            down, across = random.uniform(0, height), random.uniform(0, width)
            far = np.hypot(y - down, (x - across) / random.uniform(0.6, 1.8)) / spread
            glare = peak * np.exp(-(far**2))
            if glare[ink > 0.5].max() < 110:
                picture += glare[..., None]
                break
    window = np.array([[0, 0], [1, 0.1], [1, 0.9], [0, 1]]) * random.uniform(0.3, 0.9, 2)
    window = (window + random.uniform(-0.2, 0.6, 2)) * (width, height)
    pane = np.zeros(ink.shape, np.float32)
    cv2.fillPoly(pane, [window.astype(np.int32)], 1)
    pane = cv2.GaussianBlur(pane, (0, 0), random.uniform(1, 6))
    return camera(picture + pane[..., None] * random.uniform(8, 28), random)


def crumpled(ink: np.ndarray, random: Random) -> np.ndarray:
    """A sheet that was crumpled and smoothed out: its creases shade it."""
    relief = np.zeros(ink.shape, np.float32)
    for share in (0.5, 0.3, 0.18):  # of the picture's shorter side from crease to crease
        size = share * min(ink.shape) * random.uniform(0.8, 1.2)
        relief -= np.abs(clouds(ink.shape, (size, size), random)) * size
    relief = cv2.GaussianBlur(relief, (0, 0), 1.5)
    slope = cv2.Sobel(relief, cv2.CV_32F, 1, 0) + cv2.Sobel(relief, cv2.CV_32F, 0, 1)
    shade = 1 + random.uniform(0.06, 0.16) * np.tanh(slope / slope.std())
    return camera(_written(ink, random) * 0.9 * shade[..., None], random)


def moire(ink: np.ndarray, random: Random) -> np.ndarray:
    """A photo of a screen: its grid of pixels beats with that of the sensor."""
    height, width = ink.shape
    y, x = np.mgrid[:height, :width].astype(np.float32)
    bend = 1 + random.uniform(-0.03, 0.03) * (((x / width) - 0.5) ** 2 + ((y / height) - 0.5) ** 2)
    turn, pitch = random.normal(0, 0.03), random.uniform(0.95, 1.05)  # grid lines a pixel
    across = (x * np.cos(turn) + y * np.sin(turn)) * pitch * bend
    down = (y * np.cos(turn) - x * np.sin(turn)) * pitch * bend
    strength = random.uniform(0.03, 0.12)
    stripes = np.stack([np.cos(2 * np.pi * (across + part / 3)) for part in range(3)], axis=2)
    rows = np.cos(2 * np.pi * down)[..., None]
    page = np.full((*ink.shape, 3), random.uniform(215, 235), np.float32) * (0.97, 0.99, 1)
    pen = one_of(PENS, random)
    if random.random() < 0.3:  # a dark screen
        page, pen = 255 - page, np.full(3, 225.0)
    picture = inked(page, ink, pen) * (1 + strength * stripes + strength * rows)
    return camera(picture, random)


def blurred(ink: np.ndarray, random: Random) -> np.ndarray:
    """Out of focus, or moved while it was taken."""
    top, bottom, _, _ = box(ink)
    height = bottom - top
    if random.random() < 0.5:
        radius = max(2, round(height * random.uniform(0.035, 0.075)))
        side = 2 * radius + 1
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)).astype(np.float32)
    else:
        half = max(2, round(height * random.uniform(0.04, 0.1)))
        kernel = np.zeros((2 * half + 1, 2 * half + 1), np.float32)
        turn = random.uniform(0, np.pi)
        end = np.rint(half * np.array([np.cos(turn), np.sin(turn)])).astype(int)
        cv2.line(kernel, (half - end).tolist(), (half + end).tolist(), 1)
    picture = cv2.filter2D(_written(ink, random), -1, kernel / kernel.sum())
    return camera(picture, random)


def thumbnail(ink: np.ndarray, random: Random) -> np.ndarray:
    """A small copy of a photo: its shorter side has 60 px."""
    picture = plain(ink, random)
    scale = 60 / min(picture.shape[:2])
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return compressed(small, random)


PAPERS: dict[str, Paper] = {
    "plain": plain,
    "squared": squared,
    "ruled": ruled,
    "chalkboard": chalkboard,
    "pencil": pencil,
    "vignette": vignette,
    "shadow's edge": shadow,
    "sheet on a table": on_a_table,
    "red on green": red_on_green,
    "blue on yellow": blue_on_yellow,
    "magenta on cyan": magenta_on_cyan,
    "touching all edges": touching,
    "squared, thick lines": squared_thickly,
    "neon marker": neon,
    "whiteboard with glare": whiteboard,
    "crumpled": crumpled,
    "moiré of a screen": moire,
    "blurred": blurred,
    "thumbnail of 60 px": thumbnail,
}
