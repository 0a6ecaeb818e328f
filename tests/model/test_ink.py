"""Ink is found as it was put on, on any paper and in any colour."""

import cv2
import numpy as np
import pytest
from PIL import Image

from model.picture import ink as ink_module
from model.picture.decoding import decode
from model.picture.ink import LOOKS, find_ink
from model.picture.paper import paper_around
from model.picture.parts import find_parts
from tests.tools.brushes import somewhere
from tests.tools.handwriting import FILLED_SHAPES, PEN_HALF_WIDTH, filled, written
from tests.tools.papers import PAPERS
from tests.tools.pictures import coloured, seven, tall_seven, validation

WRITTEN = (255 - seven()) / 255  # (280, 280) shares of full ink

FLAT = {  # ink and paper of a drawing program
    "black on white": ((0, 0, 0), (255, 255, 255)),
    "white on black": ((255, 255, 255), (0, 0, 0)),
    "pencil on grey": ((140, 140, 140), (190, 190, 190)),
    "blue on cream": ((40, 60, 160), (240, 232, 215)),
    "red on white": ((220, 20, 30), (255, 255, 255)),
    "yellow on black": ((250, 220, 40), (10, 10, 12)),
    "chalk on a green board": ((235, 240, 235), (30, 80, 60)),
    "brown on orange": ((90, 50, 20), (240, 160, 70)),
}
PHOTOGRAPHED = ("red on green", "vignette", "shadow's edge", "squared", "ruled", "chalkboard")


def sevens(ink, paper):
    """The 7 of WRITTEN, (280, 280, 3) uint8."""
    return coloured((255 * WRITTEN).astype(np.uint8), ink, paper)


def grey(levels):
    """Levels (H, W) as pixels (H, W, 3) uint8."""
    return np.repeat(np.clip(levels, 0, 255).astype(np.uint8)[..., None], 3, axis=2)


def agreement_of(found, truth):
    """How far two ink maps agree on what is ink, 0..1."""
    found = cv2.resize(found, truth.shape[::-1], interpolation=cv2.INTER_AREA)
    found, truth = found > 0.5, truth > 0.5
    return 2 * (found & truth).sum() / max(1, found.sum() + truth.sum())


def in_a_corner_of_light(pixels):
    """Lit by a lamp above its upper left corner."""
    lamp = np.linspace(1, 0.4, pixels.shape[1])[None, :, None]
    return (pixels * lamp * np.linspace(1, 0.7, len(pixels))[:, None, None]).astype(np.uint8)


@pytest.mark.parametrize("name", FLAT)
def test_the_ink_of_a_flat_picture_is_what_was_put_on(name):
    ink, paper = FLAT[name]
    found = find_ink(sevens(ink, paper))
    assert found.shape == WRITTEN.shape
    assert found.dtype == np.float32
    assert np.abs(found - WRITTEN).max() < 0.06


@pytest.mark.parametrize("name", FLAT)
def test_paper_of_one_colour_is_found_around_a_drawing(name):
    assert paper_around(sevens(*FLAT[name])) == FLAT[name][1]


def framed(pixels):
    """A picture with a thin black box around what is on it."""
    boxed = pixels.copy()
    cv2.rectangle(boxed, (12, 12), (268, 268), (0, 0, 0), 2)
    return boxed


def test_a_box_on_paper_of_one_colour_is_no_ink_and_the_digit_in_it_is():
    found = find_ink(framed(sevens((0, 0, 0), (255, 255, 255))))
    assert agreement_of(found, WRITTEN) > 0.95


def test_what_stands_alone_on_paper_of_one_colour_stays_whatever_the_network_says(monkeypatch):
    monkeypatch.setattr(ink_module, "_seen", lambda pixels: np.zeros(pixels.shape[:2], np.float32))
    found = find_ink(sevens((0, 0, 0), (255, 255, 255)))
    assert agreement_of(found, WRITTEN) > 0.98


@pytest.mark.parametrize("level", [100, 128, 200])
def test_a_picture_of_two_hard_levels_gives_them_back(level):
    hard = grey(np.where(WRITTEN > 0.5, level - 60, level + 50))
    assert np.array_equal(find_ink(hard), (WRITTEN > 0.5).astype(np.float32))


@pytest.mark.parametrize("is_light", [False, True])
def test_what_a_0_encloses_is_paper(is_light):
    ring = cv2.ellipse(np.zeros((280, 280)), (140, 140), (70, 95), 0, 0, 360, 255, 24)
    found = find_ink(grey(ring if is_light else 255 - ring))
    assert (found == ring / 255).all()


@pytest.mark.parametrize("ink", [(0, 0, 0), (255, 255, 255), (220, 20, 30)])
def test_the_ink_of_a_transparent_picture_is_what_is_opaque(ink):
    picture = Image.new("RGBA", (280, 280), (*ink, 0))
    picture.putalpha(Image.fromarray(255 - seven()))
    found = find_ink(decode(picture).pixels)
    assert np.abs(found - WRITTEN).max() < 0.06


@pytest.mark.parametrize("mode", ["1", "P", "L", "LA", "RGBA", "I;16", "CMYK"])
def test_black_on_white_is_the_same_ink_in_every_mode(mode):
    usual = tall_seven("L")
    sixteen_bits = usual.point(lambda level: 257 * level, "I").convert("I;16")
    picture = sixteen_bits if mode == "I;16" else usual.convert(mode)
    found = find_ink(decode(picture).pixels)
    assert agreement_of(found, 1 - np.asarray(usual) / 255) > 0.98


def test_a_photo_is_shown_to_the_network_find_ink():
    photo = in_a_corner_of_light(sevens((40, 40, 40), (230, 230, 230)))
    assert agreement_of(find_ink(photo), WRITTEN) > 0.7


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1), (17, 31), (480, 641), (28, 28)])
def test_every_ink_map_has_the_proportion_of_its_picture(shape):
    pixels = np.random.default_rng(0).integers(0, 256, (*shape, 3), np.uint8)
    found = find_ink(pixels)
    scale = max(found.shape) / max(shape)
    assert np.abs(np.array(found.shape) - scale * np.array(shape)).max() <= 1
    assert scale <= LOOKS.most_enlarged or max(found.shape) <= LOOKS.usual
    assert found.dtype == np.float32
    assert 0 <= found.min() <= found.max() <= 1


@pytest.mark.parametrize("name", PHOTOGRAPHED)
def test_the_network_finds_what_was_written_on_a_photographed_paper(name):
    random = np.random.default_rng(4)
    agreement = []
    for image in validation()[0][:5]:
        ink = written(image, random.uniform(80, 160), random.uniform(*PEN_HALF_WIDTH))
        page = somewhere(ink, random)
        agreement.append(agreement_of(find_ink(PAPERS[name](page, random)), page))
    assert np.median(agreement) > 0.7


@pytest.mark.parametrize("table", [12, 60, 110])
def test_the_table_around_a_sheet_is_no_ink(table):
    picture = grey(np.random.default_rng(0).normal(table, 12, (480, 640)))
    cv2.fillConvexPoly(picture, np.array([(80, 30), (590, 60), (560, 450), (60, 430)]), [205] * 3)
    picture[100:380, 200:480] -= (150 * WRITTEN).astype(np.uint8)[..., None]
    truth = np.zeros((480, 640))
    truth[100:380, 200:480] = WRITTEN
    assert agreement_of(find_ink(picture), truth) > 0.7


def blank():
    """Papers with nothing on them."""
    random = np.random.default_rng(1)
    ramp = np.linspace(240, 180, 200)[None] * np.ones((150, 1))
    return {
        "white": np.full((150, 200), 255.0),
        "black": np.zeros((150, 200)),
        "one pixel": np.full((1, 1), 90.0),
        "light from one side": ramp,
        "hardly grainy": random.normal(250, 1, (150, 200)),
        "grainy": random.normal(180, 4, (150, 200)),
        "grainy and dark": random.normal(40, 4, (150, 200)),
        "grainy, with light from one side": ramp + random.normal(0, 3, (150, 200)),
    }


@pytest.mark.parametrize("name", blank())
def test_where_nothing_is_written_there_is_nothing_to_read(name):
    assert find_parts(find_ink(grey(blank()[name]))) == ([], 0.0)


@pytest.mark.parametrize("is_light", [False, True])
@pytest.mark.parametrize("share", [0.1, 0.3, 0.7])
@pytest.mark.parametrize("name", FILLED_SHAPES)
def test_a_filled_shape_stays_filled(name, share, is_light):
    """A shape whose outline alone came to the network would be read as 0."""
    if (name, share, is_light) == ("filled square", 0.7, True):
        pytest.skip("a broad light rectangle is a sheet on a table")
    ink = filled(name, 400 * share, np.random.default_rng(0))
    page = np.zeros((400, 400), np.float32)
    page[50 : 50 + ink.shape[0], 60 : 60 + ink.shape[1]] = ink
    (whole,), _ = find_parts(find_ink(grey(255 * (page if is_light else 1 - page))))
    assert whole.normalised.model_input[13:15, 12:16].min() > 200
