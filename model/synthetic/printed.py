"""Printed figures and letters, set in openly licensed fonts that come as Python packages.

Every family is a package `fontpkg-<family>` with its licence inside (SIL Open Font License 1.1;
Permanent Marker: Apache 2.0). A character is set in a random family and weight, turned, sheared
and stretched a little, inked fatter or thinner, blurred or made coarse, and then goes through the
same preprocessing as any picture.
"""

from functools import cache
from importlib import resources

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import Axis

from ..picture.mnist_format import normalise, thicken_hairlines
from .pen import log_uniform

TRAINING_FAMILIES = (
    *("open-sans", "lato", "montserrat", "poppins", "inter", "nunito", "quicksand", "exo-2"),
    *("barlow-condensed", "oswald", "merriweather", "playfair-display", "eb-garamond", "bitter"),
    *("alfa-slab-one", "abril-fatface", "jetbrains-mono", "ibm-plex-mono", "orbitron"),
    *("press-start-2p", "caveat", "indie-flower", "permanent-marker", "lobster"),
)
EM_SIZE = 144  # px of the em before distortion
FONT_WEIGHTS = (0.0, 0.35, 0.65, 1.0)  # from a variable font's lightest to its boldest
CHARACTER_HEIGHTS = (40, 160)  # px of a distorted character


class FontsMissing(RuntimeError):
    """A font package is not installed; the message says what to do."""


def draw_printed(
    count: int, seed: int, families: tuple[str, ...] = TRAINING_FAMILIES
) -> tuple[np.ndarray, np.ndarray]:
    """`count` network inputs (N, 28, 28) uint8 of printed figures and their labels (N,) int64."""
    random = np.random.default_rng(seed)
    labels = random.integers(0, 10, count)
    images = np.zeros((count, 28, 28), np.uint8)
    for index, label in enumerate(labels):
        ink = print_character(str(label), random, families)
        images[index] = normalise(thicken_hairlines(ink))
    return images, labels


def print_character(
    character: str, random: np.random.Generator, families: tuple[str, ...] = TRAINING_FAMILIES
) -> np.ndarray:
    """One character in a random family and weight as an ink map (H, W) float32 in 0..1."""
    family = families[random.integers(len(families))]
    style = int(random.integers(len(typefaces(family))))
    return _worn(_distorted(set_character(character, family, style), random), random)


@cache
def typefaces(family: str) -> tuple[ImageFont.FreeTypeFont, ...]:
    """Every weight and slope of a family; raises FontsMissing."""
    try:
        folder = resources.files(f"fontpkg_{family.replace('-', '_')}") / "files"
    except ModuleNotFoundError:
        raise FontsMissing(
            f"The font package fontpkg-{family} is not installed; "
            f"run `pip install fontpkg-{family}`, or get all fonts with `pip install .[train]`."
        ) from None
    paths = sorted(str(file) for file in folder.iterdir() if file.name.endswith(".ttf"))
    return tuple(face for path in paths for face in _weights(path))


def _weights(path: str) -> list[ImageFont.FreeTypeFont]:
    axes = _axes(_open(path))
    if not any(axis["name"] == b"Weight" for axis in axes):
        return [_open(path)]
    faces = []
    for weight in FONT_WEIGHTS:
        face = _open(path)
        face.set_variation_by_axes([_position(axis, weight) for axis in axes])
        faces.append(face)
    return faces


def _open(path: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, EM_SIZE, layout_engine=ImageFont.Layout.BASIC)


def _axes(face: ImageFont.FreeTypeFont) -> list[Axis]:
    try:
        return face.get_variation_axes()
    except OSError:  # not a variable font
        return []


def _position(axis: Axis, weight: float) -> float:
    low, usual, high = axis["minimum"], axis["default"], axis["maximum"]
    assert low is not None  # every variable font states all three
    assert usual is not None
    assert high is not None
    if axis["name"] != b"Weight":
        return usual
    return low + weight * (high - low)


@cache
def set_character(character: str, family: str, style: int) -> np.ndarray:
    """A character as its font draws it, in a tight box: (H, W) uint8, white on black."""
    face = typefaces(family)[style]
    left, top, right, bottom = face.getbbox(character)
    page = Image.new("L", (int(right - left) + 4, int(bottom - top) + 4))
    ImageDraw.Draw(page).text((2 - left, 2 - top), character, 255, face)
    return np.asarray(page.crop(page.getbbox()))


def _distorted(figure: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Turn, shear and stretch a (H, W) uint8 figure to a random height."""
    height, width = figure.shape
    turn, shear = random.normal(0, 0.06), random.normal(0, 0.1)
    scale = log_uniform(random, *CHARACTER_HEIGHTS) / max(height, width)
    if scale < 0.7:  # or thin strokes would fall between the pixels
        figure = cv2.GaussianBlur(figure, (0, 0), 0.4 / scale)
    stretch = np.exp(random.uniform(-0.25, 0.2))
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    matrix = scale * spin @ np.array([[stretch, -shear], [0, 1]])
    corners = np.array([[0, 0], [width, 0], [0, height], [width, height]]) @ matrix.T
    low, high = corners.min(axis=0), corners.max(axis=0)
    affine = np.column_stack([matrix, 3 - low])
    size = np.ceil(high - low + 6).astype(int)
    return cv2.warpAffine(figure, affine, (int(size[0]), int(size[1])), flags=cv2.INTER_LINEAR)


def _worn(figure: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Ink spread or worn, blurred, or coarse: (H, W) uint8 → an ink map in 0..1."""
    wear = random.random()
    if wear < 0.15:
        eaten = cv2.erode(figure, np.ones((2, 2), np.uint8))
        figure = eaten if eaten.sum() > 0.7 * figure.sum() else figure  # hairlines would break
    elif wear < 0.4:
        spread = 1 + max(1, round(max(figure.shape) * random.uniform(0.005, 0.025)))
        pen = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (spread, spread))
        figure = cv2.dilate(figure, pen)
    if random.random() < 0.3:
        figure = cv2.GaussianBlur(figure, (0, 0), max(figure.shape) * random.uniform(0.005, 0.03))
    if random.random() < 0.2:
        scale = random.uniform(20, 40) / max(figure.shape)
        figure = cv2.resize(figure, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return figure.astype(np.float32) / max(1, int(figure.max()))
