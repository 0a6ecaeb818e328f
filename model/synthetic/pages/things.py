"""Things that are no writing: garments, photographs and hands.

Shapes that could be a stroke, such as a cable or a filled square, are none of them.
"""

from typing import NamedTuple

import cv2
import numpy as np

from ..pen import log_uniform

SIDES = (0.25, 1.3)  # of a thing's longer side, of the page's shorter one
GARMENT_LEVEL = 20  # of 255: a brighter pixel is part of a garment
FINGERS = 5


class Pictures(NamedTuple):
    """Pictures of things.

    Attributes:
        garments: (N, 28, 28) uint8 of Fashion-MNIST's training half, on black.
        photographs: (N, 32, 32, 3) uint8 of CIFAR-10's training half.
    """

    garments: np.ndarray
    photographs: np.ndarray


def lay_thing(random: np.random.Generator, sheet: np.ndarray, pictures: Pictures) -> None:
    """A thing on a sheet (H, W, 3) float32 in 0..255, in place."""
    kind = random.random()
    if kind < 0.3:
        _photograph(random, sheet, pictures.photographs)
    elif kind < 0.6:
        picture = pictures.garments[random.integers(len(pictures.garments))]
        _lay(random, sheet, *_garment(random, picture))
    else:
        cover = _hand(random)
        light = np.ones_like(cover)  # a silhouette
        if random.random() < 0.5:
            light += random.uniform(0, 0.3) * cv2.GaussianBlur(cover, (0, 0), 12)
        colour = _skin(random) if random.random() < 0.4 else _any_colour(random)
        _lay(random, sheet, cover, light[..., None] * colour)


def _photograph(random: np.random.Generator, sheet: np.ndarray, photographs: np.ndarray) -> None:
    """A photograph over the whole sheet, or over a part of it."""
    height, width = sheet.shape[:2]
    if random.random() < 0.4:
        height, width = (max(16, round(random.uniform(0.3, 1) * n)) for n in (height, width))
    picture = photographs[random.integers(len(photographs))].astype(np.float32)
    picture = cv2.resize(picture, (width, height), interpolation=cv2.INTER_CUBIC)
    top = int(random.integers(sheet.shape[0] - height + 1))
    left = int(random.integers(sheet.shape[1] - width + 1))
    sheet[top : top + height, left : left + width] = np.clip(picture, 0, 255)


def _garment(random: np.random.Generator, picture: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The cover (h, w) and the colours (h, w, 3) of a garment."""
    side = 192
    large = cv2.resize(picture.astype(np.float32), (side, side), interpolation=cv2.INTER_CUBIC)
    cover = np.clip((large - GARMENT_LEVEL) / 20 + 0.5, 0, 1)
    grey = np.clip(large, 0, 255)[..., None] / 255
    if random.random() < 0.5:
        grey = 1 - grey
    return cover, grey * _any_colour(random) * 1.2


def _hand(random: np.random.Generator) -> np.ndarray:
    """A hand: fingers from a palm, some of them bent away; (192, 192) float32."""
    hand = np.zeros((192, 192), np.uint8)
    palm = random.uniform(26, 40), random.uniform(28, 42)
    cv2.ellipse(hand, (96, 120), tuple(map(round, palm)), 0, 0, 360, (255,), -1)
    for finger in range(FINGERS):
        if random.random() < 0.3:
            continue
        angle = np.radians(-160 + 32 * finger + random.normal(0, 8))
        reach, thick = random.uniform(50, 95), round(random.uniform(10, 18))
        tip = (round(96 + reach * np.cos(angle)), round(120 + reach * np.sin(angle)))
        cv2.line(hand, (96, 120), tip, (255,), thick, cv2.LINE_AA)
    if random.random() < 0.6:  # an arm
        cv2.line(hand, (96, 130), (round(96 + random.normal(0, 20)), 191), (255,), 46, cv2.LINE_AA)
    turn = cv2.getRotationMatrix2D((96, 110), random.uniform(0, 360), 0.8)
    return cv2.warpAffine(hand, turn, (192, 192)).astype(np.float32) / 255


def _lay(
    random: np.random.Generator, sheet: np.ndarray, cover: np.ndarray, colours: np.ndarray
) -> None:
    """Put a thing somewhere on a sheet; it may reach beyond its edges."""
    height, width = sheet.shape[:2]
    scale = log_uniform(random, *SIDES) * min(height, width) / max(cover.shape)
    x = random.uniform(-0.2, 1.2) * width - scale * cover.shape[1] / 2
    y = random.uniform(-0.2, 1.2) * height - scale * cover.shape[0] / 2
    matrix = np.array([[scale, 0, x], [0, scale, y]], np.float32)
    covered = cv2.warpAffine(cover, matrix, (width, height))[..., None]
    coloured = cv2.warpAffine(colours.astype(np.float32), matrix, (width, height))
    sheet += covered * (np.clip(coloured, 0, 255) - sheet)


def _skin(random: np.random.Generator) -> np.ndarray:
    """A colour (3,) of skin, from dark to light."""
    light = random.uniform(0.25, 1)
    return np.array([255, 205, 175], np.float32) * light * random.uniform(0.9, 1.05, 3)


def _any_colour(random: np.random.Generator) -> np.ndarray:
    """A colour (3,): black and dark ones are the most frequent."""
    return (random.uniform(0, 255, 3) * random.choice([0.1, 0.4, 1])).astype(np.float32)
