"""Rows of tiles, apart or touching, and strips of several rows one after another."""

from typing import NamedTuple

import cv2
import numpy as np

from ...networks.row import INK_HEIGHT, MARGIN, ROW_HEIGHT
from ..pen import log_uniform
from .tiles import SINGLE_SIGN_SHARE, Tile, Tiles, some_source

LENGTH_SHARES = (0.26, 0.34, 0.2, 0.12, 0.05, 0.03)  # of rows of 1 to 6 tiles
SINGLE_NO_DIGIT_SHARE = 0.55  # of rows of one tile
NO_DIGIT_SHARE = 0.12  # of the tiles of longer rows
TOUCHING_SHARE = 0.5  # of neighbours that may touch
MOST_OVERLAP = 0.18  # of the row's height, beyond the place where they touch
GAPS = (0.02, 0.5)  # of the row's height, between neighbours that do not touch
TILE_SIDE = 64  # px of the row's height while it is laid out
WIDEST = 6.0  # of its height: how wide one tile may be


class Row(NamedTuple):
    """Ink (INK_HEIGHT, w) float32 in 0..1, and the labels of its tiles from left to right."""

    ink: np.ndarray
    labels: list[int]


def draw_row(tiles: Tiles, random: np.random.Generator) -> Row:
    """A row of one tile to six."""
    length = 1 + int(random.choice(len(LENGTH_SHARES), p=LENGTH_SHARES))
    chosen = _chosen(tiles, length, random)
    canvas: np.ndarray = np.zeros((2 * TILE_SIDE, TILE_SIDE), np.float32)
    before: Tile | None = None
    for tile in chosen:
        canvas = _beside(canvas, tile, before, random)
        before = tile
    return Row(_as_input(_slanted(canvas, random), random), [tile.label for tile in chosen])


def draw_strip(tiles: Tiles, width: int, random: np.random.Generator) -> Row:
    """Rows one after another in a strip (ROW_HEIGHT, width), as many as find room."""
    strip: np.ndarray = np.zeros((ROW_HEIGHT, width), np.float32)
    labels: list[int] = []
    x = MARGIN
    while True:
        row = draw_row(tiles, random)
        if x + row.ink.shape[1] + MARGIN > width:
            if labels:
                return Row(strip, labels)
            continue  # a row that is wider than a strip
        top = (ROW_HEIGHT - INK_HEIGHT) // 2 + int(random.integers(-1, 2))
        strip[top : top + INK_HEIGHT, x : x + row.ink.shape[1]] = row.ink
        labels += row.labels
        x += row.ink.shape[1] + 2 * MARGIN


def _chosen(tiles: Tiles, length: int, random: np.random.Generator) -> list[Tile]:
    """The tiles of a row; its digits are mostly of one source, as those of one hand are."""
    if length == 1:
        is_digit = random.random() >= SINGLE_NO_DIGIT_SHARE
        return [tiles.digit(random) if is_digit else tiles.no_digit(random, SINGLE_SIGN_SHARE)]
    source = some_source(random) if random.random() < 0.7 else None
    return [
        tiles.no_digit(random) if random.random() < NO_DIGIT_SHARE else tiles.digit(random, source)
        for _ in range(length)
    ]


def _beside(
    canvas: np.ndarray, tile: Tile, before: Tile | None, random: np.random.Generator
) -> np.ndarray:
    """A canvas (2 TILE_SIDE, W) with a tile to the right of its ink."""
    height = max(2, round(tile.height * TILE_SIDE))
    width = max(2, round(height * tile.ink.shape[1] / tile.ink.shape[0]))
    width = min(width, round(WIDEST * TILE_SIDE))
    shrinks = cv2.INTER_AREA if height < tile.ink.shape[0] else cv2.INTER_LINEAR
    ink = cv2.resize(tile.ink, (width, height), interpolation=shrinks)
    bottom = round((0.5 + tile.bottom) * TILE_SIDE)
    top = min(max(0, bottom - height), 2 * TILE_SIDE - height)
    x = 0
    if before is not None:
        x = _place(canvas, ink, top, _touch(tile, before, random), random)
    room = np.zeros((2 * TILE_SIDE, max(canvas.shape[1], x + width)), np.float32)
    room[:, : canvas.shape[1]] = canvas
    place = room[top : top + height, x : x + width]
    np.maximum(place, ink, out=place)
    return room if before is not None else room[:, :width]


def _touch(tile: Tile, before: Tile, random: np.random.Generator) -> bool:
    """Whether two neighbours touch; two ones that touch are no two ones to anybody."""
    both_ones = tile.label == before.label == 1
    can = tile.may_touch and before.may_touch and not both_ones
    return can and random.random() < TOUCHING_SHARE


def _place(
    canvas: np.ndarray, ink: np.ndarray, top: int, touches: bool, random: np.random.Generator
) -> int:
    """The column at which a tile (h, w) begins."""
    end = canvas.shape[1]
    nearest = _nearest(canvas[top : top + ink.shape[0]], ink)
    if touches:
        overlap = random.uniform(0, MOST_OVERLAP) * TILE_SIDE
        return max(1, round(nearest - overlap))
    apart = max(2, round(log_uniform(random, *GAPS) * TILE_SIDE))
    return max(1, nearest + 2, (end if random.random() < 0.6 else nearest) + apart)


def _nearest(canvas: np.ndarray, ink: np.ndarray) -> int:
    """The column at which ink (h, w) just touches that of a canvas (h, W) to its left."""
    columns = canvas.shape[1]
    right = columns - (canvas[:, ::-1] > 0.5).argmax(axis=1)  # of each row of pixels
    left = (ink > 0.5).argmax(axis=1)
    both = (canvas > 0.5).any(axis=1) & (ink > 0.5).any(axis=1)
    return int((right - left)[both].max()) if both.any() else columns


def _slanted(canvas: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A row (H, W) sheared, and turned by a degree or a few."""
    height, width = canvas.shape
    shear, turn = random.normal(0, 0.12), random.normal(0, 0.03)
    room = round(height * abs(shear)) + 8
    middle = height / 2
    matrix = np.array(
        [[1, -shear, shear * middle + room], [turn, 1, -turn * width / 2]], np.float32
    )
    return cv2.warpAffine(canvas, matrix, (width + 2 * room, height), flags=cv2.INTER_LINEAR)


def _as_input(canvas: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A row (H, W) cropped to its ink, made INK_HEIGHT px high; some are soft, coarse or hard."""
    x, y, width, height = cv2.boundingRect((canvas > 0.06).astype(np.uint8))
    ink = canvas[y : y + height, x : x + width]
    coarse = random.random()
    if coarse < 0.15:
        scale = random.uniform(10, 24) / height
        size = (max(1, round(scale * width)), max(1, round(scale * height)))
        ink = cv2.resize(ink, size, interpolation=cv2.INTER_AREA)
    size = (max(1, round(width * INK_HEIGHT / height)), INK_HEIGHT)
    shrinks = cv2.INTER_AREA if ink.shape[0] > INK_HEIGHT else cv2.INTER_LINEAR
    ink = cv2.resize(ink, size, interpolation=shrinks)
    if coarse > 0.85:
        ink = cv2.GaussianBlur(ink, (0, 0), random.uniform(0.4, 1.2))
    return ink
