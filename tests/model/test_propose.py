"""Which ink is writing, what is in which line, what may be one digit, where it may be cut."""

import cv2
import numpy as np
import pytest

from model.digits.candidate import Candidate, gap, union
from model.digits.propose import MOST_PARTS, connected_parts, pieces, propose
from model.digits.touching import cut


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


def parts(ink):
    """Boxes of the connected parts, line by line."""
    return [[box(one) for one in line if not one.joined] for line in propose(ink)[0]]


def joined(ink):
    """Boxes of what was put together of several parts."""
    return [box(one) for line in propose(ink)[0] for one in line if one.joined]


def test_nothing_drawn_has_no_lines():
    assert propose(page()) == ([], 0.0)


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
    _, height = propose(ink)
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


def test_a_bar_set_apart_is_proposed_with_its_five_and_without():
    ink = stroke(page(), (150, 60), (110, 60), pen=6)
    stroke(ink, (104, 74), (104, 120), (150, 130), (150, 190), (100, 195))
    (line,) = parts(ink)
    assert len(line) == 2
    (whole,) = joined(ink)
    bar, five = sorted(line, key=lambda one: one[1])
    assert whole == (min(bar[0], five[0]), bar[1], max(bar[2], five[2]), five[3])


def test_digits_that_stand_apart_are_not_put_together():
    ink = page()
    for x in (60, 160, 260):
        stroke(ink, (x, 60), (x + 20, 160))
    assert joined(ink) == []


def test_candidates_say_which_parts_of_their_line_they_take():
    ink = page()
    for x in (100, 120, 140):
        stroke(ink, (x, 60), (x, 160))
    (line,), _ = propose(ink)
    spans = sorted((one.start, one.stop, one.joined) for one in line)
    assert spans == [(0, 1, 0), (0, 2, 1), (0, 3, 2), (1, 2, 0), (1, 3, 1), (2, 3, 0)]


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
    ((whole,),), _ = propose(ink)
    (left, top), own = whole.cut_out()
    assert np.array_equal(own, ink[top : top + own.shape[0], left : left + own.shape[1]])


def test_a_candidate_is_cut_out_with_its_soft_edges_and_without_its_neighbours():
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
    for index in range(MOST_PARTS + 60):
        x, y = 20 + 30 * (index % 28), 20 + 40 * (index // 28)
        stroke(ink, (x, y), (x, y + (20 if index % 4 else 25)), pen=3)
    found = connected_parts(ink)
    assert len(found) == MOST_PARTS
    assert sum(one.height > 25 for one in found) == (MOST_PARTS + 60) / 4


def test_a_cut_parts_touching_digits_and_loses_no_ink():
    (part,) = connected_parts(two_zeros_that_touch())
    cut_up = cut(part)
    assert any(abs(piece.right - 210) < 15 for piece in cut_up)
    left, top, mask = union(cut_up)
    assert (left, top) == (part.left, part.top)
    assert np.array_equal(mask, part.mask)
    assert sum(piece.area for piece in cut_up) == part.area


def test_each_of_two_touching_digits_is_among_the_pieces():
    (part,) = connected_parts(two_zeros_that_touch())
    proposed = list(pieces(part))
    for left, right in ((101, 199), (221, 319)):
        errors = [max(abs(one.left - left), abs(one.right - right)) for one in proposed]
        assert min(errors) < 20


def test_pieces_are_shares_of_their_part_and_know_how_often_they_were_cut():
    (part,) = connected_parts(two_zeros_that_touch())
    proposed = list(pieces(part))
    assert len(proposed) > 2
    for one in proposed:
        assert part.start <= one.start < one.stop <= part.stop
        assert (one.start, one.stop) != (part.start, part.stop)
        assert one.cuts == (one.start > part.start) + (one.stop < part.stop)
        assert one.area < part.area


def test_a_narrow_part_is_not_cut():
    (part,) = connected_parts(stroke(page(), (100, 60), (110, 200)))
    assert cut(part) == [part]
    assert list(pieces(part)) == []


def test_a_dash_is_not_cut():
    (part,) = connected_parts(stroke(page(), (60, 140), (220, 140), pen=10))
    assert cut(part) == [part]


@pytest.mark.parametrize(
    ("corner", "expected"),
    [((20, 0), 10), ((0, 25), 15), ((20, 13), 10), ((5, 5), 0), ((10, 0), 0)],
)
def test_the_gap_is_that_between_the_boxes(corner, expected):
    ones = np.ones((10, 10), np.uint8)
    at = [Candidate(page(), left, top, ones) for left, top in ((0, 0), corner)]
    assert gap(*at) == gap(*at[::-1]) == expected
