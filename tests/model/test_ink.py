"""Ink is found as it was put on: on any paper, in any colour, and none where there is none."""

import cv2
import numpy as np
import pytest

from model.picture.ink import find_ink
from tests.tools.pictures import coloured, seven

WRITTEN = (255 - seven()) / 255  # (280, 280) shares of full ink

PENS = {  # ink and paper
    "black on white": ((0, 0, 0), (255, 255, 255)),
    "white on black": ((255, 255, 255), (0, 0, 0)),
    "pencil on grey": ((150, 150, 150), (190, 190, 190)),
    "blue on cream": ((40, 60, 160), (240, 232, 215)),
    "red on white": ((220, 20, 30), (255, 255, 255)),
    "yellow on white": ((250, 230, 90), (255, 255, 255)),
    "yellow on black": ((250, 220, 40), (10, 10, 12)),
    "chalk on a green board": ((235, 240, 235), (30, 80, 60)),
    "brown on orange": ((90, 50, 20), (240, 160, 70)),
}


def written(ink, paper):
    """The 7 of WRITTEN, (280, 280, 3) uint8."""
    return coloured((255 * WRITTEN).astype(np.uint8), ink, paper)


def grey(levels):
    """Levels (H, W) as pixels (H, W, 3) uint8."""
    return np.repeat(np.clip(levels, 0, 255).astype(np.uint8)[..., None], 3, axis=2)


@pytest.mark.parametrize("name", PENS)
def test_the_ink_is_found_that_was_put_on(name):
    ink, paper = PENS[name]
    found = find_ink(written(ink, paper))
    assert found.shape == WRITTEN.shape
    assert found.dtype == np.float32
    assert np.abs(found - WRITTEN).max() < 0.06


@pytest.mark.parametrize("is_light", [False, True])
def test_what_a_0_encloses_is_paper(is_light):
    ring = cv2.ellipse(np.zeros((280, 280)), (140, 140), (70, 95), 0, 0, 360, 255, 24)
    found = find_ink(grey(ring if is_light else 255 - ring))
    assert (found == ring / 255).all()


@pytest.mark.parametrize("darkest", [0.85, 0.5])
def test_light_from_one_side_is_no_ink(darkest):
    lamp = np.linspace(1, darkest, 280)
    found = find_ink(grey(written((40, 40, 40), (230, 230, 230))[..., 0] * lamp))
    assert found[WRITTEN == 0].max() < 0.2
    assert found[WRITTEN == 1].min() > 0.6


def test_a_soft_shadow_is_no_ink():
    y, x = np.mgrid[:280, :280]
    shadow = 1 - 0.4 / (1 + np.exp((x + y - 280) / 25))
    found = find_ink(grey(written((30, 30, 30), (220, 220, 220))[..., 0] * shadow))
    assert found[WRITTEN == 0].max() < 0.4
    assert found[WRITTEN == 1].min() > 0.5


def test_a_hairline_in_the_light_of_a_lamp_is_found_though_the_light_tells_more_than_it():
    y, x = np.mgrid[:280, :280] / 279 - 0.5
    hairline = seven(pen=2) < 128
    lamp = 0.5 + 0.5 * np.exp(-8 * (x**2 + y**2))
    found = find_ink(grey(200 * lamp * np.where(hairline, 0.3, 1)))
    assert found[hairline].mean() > 0.6
    assert found[~hairline].mean() < 0.01


def test_grain_under_the_ink_stays_paper():
    grain = np.random.default_rng(0).normal(0, 4, WRITTEN.shape)
    found = find_ink(grey(written((40, 40, 40), (220, 220, 220))[..., 0] + grain))
    assert (found[WRITTEN == 0] == 0).mean() > 0.97
    assert found[WRITTEN == 1].mean() > 0.95


def blank():
    """Papers with nothing on them."""
    random = np.random.default_rng(1)
    ramp = np.linspace(240, 180, 200)[None] * np.ones((150, 1))
    return {
        "white": np.full((150, 200), 255.0),
        "black": np.zeros((150, 200)),
        "one pixel": np.full((1, 1), 90.0),
        "light from one side": ramp,
        "grainy": random.normal(180, 4, (150, 200)),
        "grainy and dark": random.normal(40, 4, (150, 200)),
        "grainy, with light from one side": ramp + random.normal(0, 3, (150, 200)),
    }


@pytest.mark.parametrize("name", blank())
def test_where_nothing_is_written_there_is_no_ink(name):
    found = find_ink(grey(blank()[name]))
    assert not found.any()


def test_ink_that_hardly_differs_from_its_paper_is_none():
    assert not find_ink(written((201, 201, 201), (211, 211, 211))).any()
    assert find_ink(written((201, 201, 201), (221, 221, 221))).any()


def test_the_table_around_a_sheet_is_no_ink():
    table = np.random.default_rng(0).normal(60, 12, (480, 640))
    picture = grey(table)
    cv2.fillConvexPoly(picture, np.array([(80, 30), (590, 60), (560, 450), (60, 430)]), [205] * 3)
    sheet = (picture == 205).all(axis=2)
    picture[100:380, 200:480] -= (150 * WRITTEN).astype(np.uint8)[..., None]
    ink = find_ink(picture)
    assert ink[100:380, 200:480][WRITTEN == 1].min() > 0.9
    ink[100:380, 200:480] = 0
    assert (ink[cv2.erode(sheet.astype(np.uint8), np.ones((9, 9))) > 0] < 0.1).all()
    assert (ink[~sheet] > 0.3).mean() < 0.01


def test_a_thing_before_black_is_ink_as_a_whole():
    picture = np.zeros((280, 280, 3), np.uint8)
    outline = [(84, 8), (196, 8), (274, 70), (246, 126), (212, 100), (212, 272), (68, 272)]
    outline += [(68, 100), (34, 126), (6, 70)]
    cv2.fillPoly(picture, [np.array(outline)], (90, 120, 100))
    shirt = picture.any(axis=2)
    cv2.line(picture, (140, 60), (140, 250), (45, 60, 50), 8)
    ink = find_ink(picture)
    assert ink[shirt].min() > 0.3
    assert (ink[shirt] == 1).mean() > 0.9
    assert not ink[~shirt].any()
