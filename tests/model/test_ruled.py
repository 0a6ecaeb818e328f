"""Ruled lines, cells and frames are no ink, whatever their colour; strokes are."""

import cv2
import numpy as np
import pytest

from model.picture.parts import connected_parts
from model.picture.ruled import without_ruled_lines
from model.predictor import SHIPPED_WEIGHTS, Predictor
from tests.tools.pictures import validation

CELL, MARGIN = 80, 30


@pytest.fixture(scope="module")
def predictor():
    return Predictor.from_folder(SHIPPED_WEIGHTS / "mnist")


def first_of(digit):
    images, labels = validation()
    return images[int(np.flatnonzero(labels == digit)[0])]


def table(text, paper=225, ink=40, lines=90, turn=0.0):
    """Handwritten digits in the cells of a ruled table, (H, W, 3) uint8; a point is an
    empty cell.
    """
    rows = text.split("\n")
    height, width = CELL * len(rows) + 2 * MARGIN, CELL * len(rows[0]) + 2 * MARGIN
    page = np.full((height, width), paper, np.float32)
    for row in range(len(rows) + 1):
        y = MARGIN + row * CELL
        cv2.line(page, (MARGIN, y), (width - MARGIN, y), lines, 2, cv2.LINE_AA)
    for column in range(len(rows[0]) + 1):
        x = MARGIN + column * CELL
        cv2.line(page, (x, MARGIN), (x, height - MARGIN), lines, 2, cv2.LINE_AA)
    for row, line in enumerate(rows):
        for column, digit in enumerate(line):
            if digit != ".":
                small = cv2.resize(first_of(int(digit)).astype(np.float32) / 255, (64, 64))
                y, x = MARGIN + row * CELL + 8, MARGIN + column * CELL + 8
                place = page[y : y + 64, x : x + 64]
                place += (ink - place) * small
    middle = (width / 2, height / 2)
    turned = cv2.warpAffine(
        page, cv2.getRotationMatrix2D(middle, turn, 1), (width, height), borderValue=paper
    )
    return np.repeat(turned.round().astype(np.uint8)[..., None], 3, axis=2)


SUDOKU = "7.21\n.04.\n1..4\n.95."


@pytest.mark.parametrize(
    "look",
    [
        {},
        {"turn": 3.0},
        {"paper": 40, "ink": 230, "lines": 150},
        {"lines": 170},
    ],
    ids=["on white", "turned", "on a blackboard", "with pale lines"],
)
def test_digits_in_a_ruled_table_are_read_without_its_lines(predictor, look):
    assert predictor.read(table(SUDOKU, **look)).text == "721\n04\n14\n95"


def test_digits_in_boxes_that_stand_apart_are_read(predictor):
    page = np.full((130, 560, 3), 235, np.uint8)
    for index, digit in enumerate((3, 8, 2, 5, 6)):
        x = 30 + 104 * index
        cv2.rectangle(page, (x, 25), (x + 80, 105), (60, 60, 60), 2)
        small = cv2.resize(first_of(digit), (64, 64))[..., None] / 255
        page[33:97, x + 8 : x + 72] = (235 - 200 * small).round().astype(np.uint8)
    assert predictor.read(page).text == "38256"


def test_a_circled_digit_is_read(predictor):
    page = np.full((300, 300, 3), 255, np.uint8)
    small = cv2.resize(first_of(7), (140, 140))[..., None] / 255
    page[80:220, 80:220] = (255 - 230 * small).round().astype(np.uint8)
    cv2.circle(page, (150, 150), 120, (20, 20, 20), 5)
    assert predictor.read(page).text == "7"


def strokes_of(ink):
    return sorted((one.left, one.top, one.right, one.bottom) for one in connected_parts(ink))


def as_page(ink):
    return np.repeat((255 - 255 * ink).astype(np.uint8)[..., None], 3, axis=2)


def test_ones_and_bars_of_sevens_stay():
    ink = np.zeros((200, 500), np.float32)
    for x in (60, 160, 260):
        cv2.line(ink, (x, 50), (x - 6, 150), 1.0, 7)
    cv2.polylines(ink, [np.array([(330, 50), (400, 50), (350, 150)], np.int32)], False, 1.0, 7)
    np.testing.assert_array_equal(without_ruled_lines(ink, as_page(ink)), ink)


def test_a_line_under_digits_goes():
    ink = np.zeros((220, 600), np.float32)
    for x in (100, 220, 340, 460):
        cv2.ellipse(ink, (x, 100), (35, 50), 0, 0, 360, 1.0, 8)
    cv2.line(ink, (20, 165), (580, 170), 1.0, 3)
    left = without_ruled_lines(ink, as_page(ink))
    assert len(strokes_of(ink)) == 5
    assert len(strokes_of(left)) == 4


def test_a_stroke_that_lies_along_a_pale_line_stays():
    pixels = np.full((220, 600), 240, np.uint8)
    for x in (60, 190, 320, 450, 580):
        cv2.line(pixels, (x, 10), (x, 210), 200, 8)
    ink = np.zeros(pixels.shape, np.float32)
    for x in (190, 255, 385):  # the first 1 is written on a line
        cv2.line(ink, (x, 60), (x, 150), 1.0, 6)
    page = np.repeat(np.where(ink > 0.5, 40, pixels).astype(np.uint8)[..., None], 3, axis=2)
    np.testing.assert_array_equal(without_ruled_lines(ink, page), ink)


def test_the_broken_stem_of_a_lone_one_is_no_line():
    ink = np.zeros((280, 200), np.float32)
    cv2.polylines(ink, [np.array([(60, 120), (110, 40), (105, 130)], np.int32)], False, 1.0, 8)
    cv2.line(ink, (104, 180), (102, 250), 1.0, 8)
    page = as_page(ink)
    cv2.line(page, (105, 130), (104, 180), (190, 190, 190), 6)  # where the pen was faint
    np.testing.assert_array_equal(without_ruled_lines(ink, page), ink)


def test_a_single_part_is_never_a_line():
    ink = np.zeros((100, 400), np.float32)
    cv2.line(ink, (20, 50), (380, 50), 1.0, 6)
    np.testing.assert_array_equal(without_ruled_lines(ink, as_page(ink)), ink)


@pytest.mark.parametrize("shape", [(1, 1), (3, 900), (900, 3), (5, 5)])
def test_no_map_is_too_small(shape):
    ink = np.ones(shape, np.float32)
    ink[:, ::2] = 0
    assert without_ruled_lines(ink, as_page(ink)).shape == shape
