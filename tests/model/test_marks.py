"""Marks between digits are reported, though only digits are read; dirt and lines are none."""

import cv2
import numpy as np
import pytest

from model import Predictor
from tests.tools.handwriting import written
from tests.tools.papers import plain, ruled
from tests.tools.pictures import validation

HEIGHT = 100  # px of a digit
PEN = 0.055  # of that: half the width of its strokes
BASE = 150  # px, where the digits stand
GAP = 40  # px between digits, where a mark has room


@pytest.fixture(scope="module")
def predictor() -> Predictor:
    return Predictor.from_pretrained()


def row(digits: str) -> tuple[np.ndarray, list[int]]:
    """Ink (H, W) of real digits with gaps between them, and the middle of each gap, ends too."""
    images, labels = validation()
    inks = [written(images[labels == int(digit)][3], HEIGHT, PEN) for digit in digits]
    page = np.zeros((240, 2 * GAP + sum(ink.shape[1] + GAP for ink in inks)), np.float32)
    left, middles = GAP + GAP // 2, [GAP]
    for ink in inks:
        height, width = ink.shape
        page[BASE - height : BASE, left : left + width] = ink
        left += width + GAP
        middles.append(left - GAP // 2)
    return page, middles


def point(page: np.ndarray, x: int) -> None:
    cv2.circle(page, (x, BASE - 6), 7, 1, -1, cv2.LINE_AA)


def comma(page: np.ndarray, x: int) -> None:
    cv2.line(page, (x + 3, BASE - 6), (x - 4, BASE + 16), 1, 11, cv2.LINE_AA)


def minus(page: np.ndarray, x: int) -> None:
    cv2.line(page, (x - 8, BASE - 50), (x + 8, BASE - 50), 1, 11, cv2.LINE_AA)


def on_white(ink: np.ndarray) -> np.ndarray:
    return np.rint(255 - 255 * ink).astype(np.uint8)


@pytest.mark.parametrize("mark", [point, comma, minus])
@pytest.mark.parametrize(
    ("digits", "place"), [("35", 1), ("125", 2), ("8034", 1), ("42", 2), ("6", 1)]
)
def test_a_mark_is_reported_in_its_place(predictor, mark, digits, place):
    page, middles = row(digits)
    mark(page, middles[place])
    reading = predictor.read(on_white(page))
    assert reading.text == digits
    (found,) = reading.marks
    assert found.after == place - 1
    assert any(found.prediction is one for one in reading.ignored)
    left, top, right, bottom = found.box
    assert left < middles[place] < right
    assert top < BASE
    assert right - left < GAP
    assert bottom - top < HEIGHT / 2


def test_before_the_first_digit_there_is_no_index(predictor):
    page, (start, *_) = row("35")
    minus(page, start - 20)
    (found,) = predictor.read(on_white(page)).marks
    assert found.after is None


def test_a_point_between_digits_on_paper_is_reported(predictor):
    random = np.random.default_rng(0)
    page, middles = row("35")
    point(page, middles[1])
    for paper in (plain, ruled):
        reading = predictor.read(paper(page, random))
        assert (reading.text, [mark.after for mark in reading.marks]) == ("35", [0])


def test_a_number_by_itself_has_no_marks(predictor):
    page, _ = row("12345067")
    assert predictor.read(on_white(page)).marks == ()


def test_dirt_and_lines_are_no_marks(predictor):
    page, middles = row("3507")
    for x in middles:
        page[BASE - 40 : BASE - 37, x : x + 3] = 1  # narrower than a stroke
    cv2.line(page, (15, BASE + 40), (page.shape[1] - 15, BASE + 40), 1, 3)
    cv2.rectangle(page, (9, 9), (page.shape[1] - 10, page.shape[0] - 10), 1, 3)
    reading = predictor.read(on_white(page))
    assert (reading.text, reading.marks) == ("3507", ())


def test_where_nothing_is_read_there_are_no_marks(predictor):
    page = np.zeros((240, 240), np.float32)
    minus(page, 120)
    reading = predictor.read(on_white(page))
    assert (reading.text, reading.marks) == ("", ())
    assert reading.ignored
