"""Which ink is writing, what is in which line, and what may be one digit."""

import cv2
import numpy as np
import pytest

from model.digits.lines import LAYOUT, borders, in_lines, in_rows, near_runs
from model.digits.pieces import pieces_of
from model.picture.part import Part, gap, union
from model.picture.parts import LIMITS, connected_parts, find_parts


def page(height=300, width=500):
    return np.zeros((height, width), np.float32)


def stroke(ink, *points, pen=8, shade=1.0):
    cv2.polylines(ink, [np.array(points, np.int32)], False, shade, pen)
    return ink


def two_zeros_that_touch():
    ink = page()
    cv2.ellipse(ink, (150, 150), (45, 70), 0, 0, 360, 1.0, 8)
    cv2.ellipse(ink, (270, 150), (45, 70), 0, 0, 360, 1.0, 8)
    return stroke(ink, (185, 200), (240, 200))


def box(one):
    return one.left, one.top, one.right, one.bottom


def lines_of(ink):
    """The parts of an ink map in lines."""
    found, height = find_parts(ink)
    return in_lines(found, height)


def parts(ink):
    """Boxes of the connected parts, line by line."""
    return [[box(one) for one in line] for line in lines_of(ink)]


def runs(ink):
    """Which parts of the only line of an ink map may be one digit together."""
    (line,), (_, height) = lines_of(ink), find_parts(ink)
    return near_runs(line, height, 4)


def test_nothing_drawn_has_no_lines():
    assert find_parts(page()) == ([], 0.0)


def test_lines_are_read_from_top_to_bottom_and_left_to_right():
    ink = page()
    for x, y in ((300, 40), (60, 40), (180, 180), (60, 180)):
        stroke(ink, (x, y), (x, y + 80))
    lines = parts(ink)
    assert [len(line) for line in lines] == [2, 2]
    assert lines[0][0][1] < lines[1][0][1]
    assert all(line == sorted(line) for line in lines)


@pytest.mark.parametrize("rise", [-4, 4])
def test_a_slanting_line_stays_one_line(rise):
    ink = page()
    for x in range(40, 460, 60):
        y = 40 + x // rise if rise > 0 else 160 + x // rise
        stroke(ink, (x, y), (x, y + 70))
    assert [len(line) for line in parts(ink)] == [7]


def test_two_slanting_lines_stay_apart():
    ink = page()
    for x in range(40, 460, 60):
        for y in (20, 130):
            stroke(ink, (x, y + x // 6), (x, y + x // 6 + 60))
    lines = parts(ink)
    assert [len(line) for line in lines] == [7, 7]
    assert lines[0][0][1] < lines[1][0][1]


def test_the_height_is_that_of_the_digits_whatever_else_there_is():
    ink = page()
    for x in (60, 120, 180, 240):
        stroke(ink, (x, 100), (x, 160), pen=4)
    stroke(ink, (300, 150), (310, 150), pen=4)
    stroke(ink, (400, 0), (400, 299), pen=4)
    _, height = find_parts(ink)
    assert height == pytest.approx(65, abs=4)


@pytest.mark.parametrize("nearer", [0, 1])
def test_a_low_part_joins_the_line_that_is_nearest(nearer):
    ink = page()
    for x in (60, 120, 240, 300):
        stroke(ink, (x, 30), (x, 110))
        stroke(ink, (x, 180), (x, 260))
    y = (100, 190)[nearer]
    stroke(ink, (170, y), (190, y))
    assert [len(line) for line in parts(ink)] == [4 + (nearer == 0), 4 + (nearer == 1)]


def test_a_low_part_far_from_every_line_is_one_of_its_own():
    ink = stroke(page(400), (60, 30), (60, 100))
    stroke(ink, (400, 350), (430, 350))
    assert [len(line) for line in parts(ink)] == [1, 1]


def test_a_bar_set_apart_may_be_one_digit_with_its_five():
    ink = stroke(page(), (150, 60), (110, 60), pen=6)
    stroke(ink, (104, 74), (104, 120), (150, 130), (150, 190), (100, 195))
    assert [len(line) for line in parts(ink)] == [2]
    assert runs(ink) == [(0, 2)]


def test_digits_that_stand_apart_are_not_put_together():
    ink = page()
    for x in (60, 160, 260):
        stroke(ink, (x, 60), (x + 20, 160))
    assert runs(ink) == []


def test_every_run_of_near_parts_may_be_one_digit():
    ink = page()
    for x in (100, 120, 140):
        stroke(ink, (x, 60), (x, 160))
    assert sorted(runs(ink)) == [(0, 2), (0, 3), (1, 3)]


def test_a_wide_gap_ends_a_row():
    ink = page(200, 900)
    for x in (60, 120, 500, 560, 620):
        stroke(ink, (x, 60), (x, 160))
    (line,) = lines_of(ink)
    assert [len(row) for row in in_rows(line, 108)] == [2, 3]
    assert [len(row) for row in in_rows(line, 380 / LAYOUT.apart)] == [5]


def test_borders_lie_between_parts_and_never_go_back():
    ones = np.ones((10, 10), np.uint8)
    apart = [Part(page(), left, 0, ones) for left in (0, 20, 24)]
    assert borders(apart) == [0, 15, 27, 34]
    wide = [Part(page(), 0, 0, np.ones((10, 60), np.uint8)), *apart[1:]]
    edges = borders(wide)
    assert edges == sorted(edges)


def test_specks_are_left():
    ink = stroke(page(), (100, 60), (100, 200))
    ink[250:253, 300:303] = 1
    assert [len(line) for line in parts(ink)] == [1]


def test_what_is_nowhere_dark_is_no_part_and_the_pale_end_of_a_stroke_is():
    ink = stroke(page(), (100, 60), (100, 200))
    stroke(ink, (300, 60), (300, 200), shade=0.4)
    stroke(ink, (100, 204), (100, 240), shade=0.4)
    ((only,),) = parts(ink)
    assert only[0] < 100 < only[2]
    assert only[3] > 235


@pytest.mark.parametrize(("break_", "count"), [(3, 1), (30, 2)])
def test_a_break_along_a_stroke_is_closed_where_it_is_lower_than_the_pen_is_wide(break_, count):
    ink = stroke(page(), (100, 60), (100, 200), pen=10)
    ink[120 : 120 + break_] = 0
    assert sum(map(len, parts(ink))) == count


def test_closing_a_break_puts_no_ink_into_it():
    ink = stroke(page(), (100, 60), (100, 200), pen=10)
    ink[120:123] = 0
    ((whole,),) = lines_of(ink)
    (left, top), own = whole.cut_out()
    assert np.array_equal(own, ink[top : top + own.shape[0], left : left + own.shape[1]])


def test_a_part_is_cut_out_with_its_soft_edges_and_without_its_neighbours():
    ink = cv2.GaussianBlur(stroke(page(), (100, 60), (160, 200)), (0, 0), 1.5)
    alone = ink.copy()
    stroke(ink, (130, 60), (190, 200))
    first = min(connected_parts(ink), key=lambda one: one.left)
    (left, top), own = first.cut_out()
    truth = alone[top : top + own.shape[0], left : left + own.shape[1]]
    assert np.abs(own - truth).max() < 0.1
    assert own.sum() > 0.97 * alone.sum()


def test_of_a_crowd_the_largest_parts_are_kept():
    ink = page(600, 900)
    for index in range(LIMITS.most + 60):
        x, y = 20 + 30 * (index % 28), 20 + 40 * (index // 28)
        stroke(ink, (x, y), (x, y + (20 if index % 4 else 25)), pen=3)
    found = connected_parts(ink)
    assert len(found) == LIMITS.most
    assert sum(one.height > 25 for one in found) == (LIMITS.most + 60) / 4


def test_touching_digits_are_parted_between_their_peaks_and_no_ink_is_lost():
    (part,) = connected_parts(two_zeros_that_touch())
    pieces = pieces_of(part, [150, 270])
    assert abs(pieces[0].right - 210) < 15
    whole = union(pieces)
    assert (whole.left, whole.top) == (part.left, part.top)
    assert np.array_equal(whole.mask, part.mask)
    assert sum(piece.area for piece in pieces) == part.area


def test_a_part_with_one_peak_stays_whole():
    (part,) = connected_parts(two_zeros_that_touch())
    (whole,) = pieces_of(part, [200])
    assert np.array_equal(whole.mask, part.mask)


def test_the_path_between_two_peaks_bends_around_the_ink():
    """Two slanted strokes share columns; no straight cut could part them."""
    ink = stroke(page(), (150, 60), (100, 200))
    stroke(ink, (190, 60), (140, 200))
    stroke(ink, (100, 200), (140, 200), pen=2)  # they touch
    (part,) = connected_parts(ink)
    left, right = pieces_of(part, [125, 165])
    assert left.right > right.left
    assert 0.8 < left.area / right.area < 1.25


@pytest.mark.parametrize(
    ("corner", "expected"),
    [((20, 0), 10), ((0, 25), 15), ((20, 13), 10), ((5, 5), 0), ((10, 0), 0)],
)
def test_the_gap_is_that_between_the_boxes(corner, expected):
    ones = np.ones((10, 10), np.uint8)
    at = [Part(page(), left, top, ones) for left, top in ((0, 0), corner)]
    assert gap(*at) == gap(*at[::-1]) == expected
