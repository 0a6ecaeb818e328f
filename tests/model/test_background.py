"""A sheet on a table and a thing before black are told from writing, and from each other."""

import cv2
import numpy as np
import pytest

from model.picture.background import continue_paper, find_sheet, find_thing_before_black

SHEET = np.array([(14, 6), (88, 12), (84, 66), (10, 62)])
LEFT = [(23, 93), (23, 34), (12, 43), (2, 24), (29, 3)]
SHIRT = np.array([*LEFT, *((96 - x, y) for x, y in LEFT[::-1])])
FILLING = np.array([(0, 0), (95, 0), (95, 66), (0, 71)])


def painted(outline, inside, outside, shape=(72, 96)):
    """A polygon of one grey on another, (h, w) uint8."""
    canvas = np.full(shape, outside, np.uint8)
    return cv2.fillPoly(canvas, [outline], inside)


def rgb(grey):
    return np.repeat(grey[..., None], 3, axis=2)


def disc(radius, inside, outside):
    return cv2.circle(np.full((72, 96), outside, np.uint8), (48, 36), radius, inside, -1)


def grainy(grey, spread):
    grain = np.random.default_rng(0).normal(0, spread, grey.shape)
    return np.clip(grey + grain, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("spread", [0, 10], ids=["even", "grainy"])
@pytest.mark.parametrize("table", [5, 60, 120])
def test_a_sheet_on_a_table_is_found_where_it_lies(table, spread):
    found = find_sheet(grainy(painted(SHEET, 205, table), spread))
    truth = painted(SHEET, 1, 0)
    assert (found & truth).sum() > 0.97 * (found | truth).sum()


def test_a_sheet_with_writing_on_it_is_found_whole():
    picture = painted(SHEET, 205, 40)
    cv2.polylines(picture, [np.array([(36, 22), (60, 22), (45, 52)])], False, 40, 5)
    truth = painted(SHEET, 1, 0)
    assert (find_sheet(picture) == truth).all()


NO_SHEETS = {
    "blank paper": np.full((72, 96), 230, np.uint8),
    "paper that fills the picture": painted(FILLING, 220, 40),
    "a round plate": disc(32, 220, 40),
    "a shirt": painted(SHIRT, 200, 20, (96, 96)),
    "a thick white pen": painted(np.array([(30, 8), (44, 8), (40, 64), (26, 64)]), 250, 10),
    "a white 0": disc(30, 250, 10) - disc(17, 240, 0),
    "a white 0 with corners": cv2.rectangle(disc(0, 10, 10), (20, 14), (76, 58), 250, 14),
    "a table that is hardly darker": painted(SHEET, 205, 180),
    "a dark sheet on a light table": painted(SHEET, 40, 205),
}


@pytest.mark.parametrize("name", NO_SHEETS)
def test_what_is_no_sheet_on_a_table_is_none(name):
    assert find_sheet(NO_SHEETS[name]) is None


def test_paper_goes_on_over_the_table_and_what_is_written_stays():
    survey = painted(SHEET, 205, 40)
    large = cv2.resize(survey, (480, 360), interpolation=cv2.INTER_NEAREST)
    cv2.line(large, (200, 120), (260, 240), 70, 20)
    pixels = rgb(large)
    survey = cv2.resize(pixels, (96, 72), interpolation=cv2.INTER_AREA)
    continued = continue_paper(pixels, survey, find_sheet(survey[..., 0]))
    assert continued.shape == pixels.shape
    assert (continued[100:260, 180:280] == pixels[100:260, 180:280]).all()
    table = painted(SHEET, 0, 1)
    table = cv2.resize(table, (480, 360), interpolation=cv2.INTER_NEAREST) > 0
    assert np.abs(continued[table].astype(int) - 205).max() < 10


@pytest.mark.parametrize("ground", [0, 12, 80])
def test_a_garment_before_even_darkness_is_a_thing(ground):
    thing = find_thing_before_black(rgb(painted(SHIRT, ground + 110, ground, (96, 96))))
    assert thing.ground.tolist() == [ground] * 3
    assert thing.depth == 110


def test_a_things_colour_may_differ_from_the_ground_in_one_channel_alone():
    picture = rgb(np.full((96, 96), 20, np.uint8))
    picture[..., 2] = painted(SHIRT, 140, 20, (96, 96))
    assert find_thing_before_black(picture).depth == 120


NO_THINGS = {
    "plain black": np.zeros((96, 96), np.uint8),
    "a garment before white": painted(SHIRT, 120, 250, (96, 96)),
    "a white garment before grey": painted(SHIRT, 250, 150, (96, 96)),
    "a garment before an uneven ground": grainy(painted(SHIRT, 170, 50, (96, 96)), 20),
    "a garment that hardly shows": painted(SHIRT, 30, 20, (96, 96)),
    "a white pen on black": painted(np.array([(30, 8), (44, 8), (40, 64), (26, 64)]), 250, 10),
    "a sheet on a dark table": painted(SHEET, 205, 12),
}


@pytest.mark.parametrize("name", NO_THINGS)
def test_what_is_no_thing_before_black_is_none(name):
    assert find_thing_before_black(rgb(NO_THINGS[name])) is None
