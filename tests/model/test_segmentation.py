"""Which ink is writing, which strokes belong together, and where touching digits are cut."""

import cv2
import numpy as np

from model.digits.components import INKED, connected_parts, union
from model.digits.layout import find_layout
from model.digits.ruled_lines import without_ruled_lines
from model.digits.touching import cut


def page(height=300, width=500):
    return np.zeros((height, width), np.float32)


def stroke(ink, *points, pen=8, shade=1.0):
    cv2.polylines(ink, [np.array(points, np.int32)], False, shade, pen)
    return ink


def boxes(layout):
    return [
        [(part.left, part.top, part.right, part.bottom) for part in line] for line in layout.lines
    ]


def test_nothing_drawn_has_no_lines():
    assert find_layout(page()).lines == []


def test_lines_are_read_from_top_to_bottom_and_left_to_right():
    ink = page()
    for x, y in ((300, 40), (60, 40), (180, 180), (60, 180)):
        stroke(ink, (x, y), (x, y + 80))
    lines = boxes(find_layout(ink))
    assert [len(line) for line in lines] == [2, 2]
    assert lines[0][0][1] < lines[1][0][1]
    assert all(line == sorted(line) for line in lines)


def test_a_slanting_line_stays_one_line():
    ink = page()
    for x in range(40, 460, 60):
        stroke(ink, (x, 40 + x // 4), (x, 110 + x // 4))
    assert [len(line) for line in find_layout(ink).lines] == [7]


def test_a_bar_set_apart_joins_its_five():
    ink = stroke(page(), (150, 60), (110, 60), pen=6)
    stroke(ink, (104, 72), (104, 120), (150, 130), (150, 190), (100, 195))
    assert [len(line) for line in find_layout(ink).lines] == [1]


def test_specks_are_left():
    ink = stroke(page(), (100, 60), (100, 200))
    ink[250:253, 300:303] = 1
    assert [len(line) for line in find_layout(ink).lines] == [1]


def test_a_frame_and_a_dark_corner_are_left():
    ink = stroke(page(), (200, 90), (260, 90), (220, 200))
    cv2.rectangle(ink, (4, 4), (495, 295), 1.0, 3)
    assert [len(line) for line in find_layout(ink).lines] == [1]
    ink = stroke(page(), (200, 90), (260, 90), (220, 200))
    cv2.fillPoly(ink, [np.array([(0, 0), (50, 0), (0, 50)], np.int32)], 1.0)
    assert [len(line) for line in find_layout(ink).lines] == [1]


def test_table_lines_are_left():
    ink = page()
    for x in (100, 180, 260, 340):
        stroke(ink, (x, 50), (x, 250), pen=3)
    for y in (50, 150, 250):
        stroke(ink, (100, y), (340, y), pen=3)
    for x in (140, 220, 300):
        for y in (75, 175):
            stroke(ink, (x, y), (x, y + 50), pen=5)
    assert [len(line) for line in find_layout(ink).lines] == [3, 3]


def test_ruled_lines_go_and_the_digits_on_them_stay_whole():
    ink = page()
    for y in range(30, 300, 60):
        stroke(ink, (0, y), (499, y + 6), pen=2, shade=0.6)
    seven = stroke(page(), (200, 70), (260, 70), (220, 200))
    both = np.maximum(ink, seven)
    rest = without_ruled_lines(both, (both > INKED).astype(np.uint8))
    assert np.count_nonzero(rest[(ink > 0) & (seven == 0)]) < 0.1 * np.count_nonzero(ink)
    assert rest[seven > 0].mean() > 0.97


def test_the_bar_of_a_digit_that_fills_the_picture_is_no_ruled_line():
    ink = stroke(page(320, 240), (20, 160), (220, 160), pen=4)
    stroke(ink, (150, 10), (150, 310), pen=4)
    stroke(ink, (150, 10), (20, 160), pen=4)
    binary = (ink > INKED).astype(np.uint8)
    assert np.array_equal(without_ruled_lines(ink, binary), binary)


def test_a_cut_parts_touching_digits_and_loses_no_ink():
    ink = page()
    cv2.ellipse(ink, (150, 150), (45, 70), 0, 0, 360, 1.0, 8)
    cv2.ellipse(ink, (270, 150), (45, 70), 0, 0, 360, 1.0, 8)
    stroke(ink, (185, 200), (240, 200))
    (part,) = connected_parts((ink > INKED).astype(np.uint8))
    pieces = cut(part)
    assert any(abs(piece.right - 210) < 15 for piece in pieces)
    assert np.array_equal(union(pieces).mask, part.mask)


def test_a_narrow_part_is_not_cut():
    (part,) = connected_parts((stroke(page(), (100, 60), (110, 200)) > INKED).astype(np.uint8))
    assert cut(part) == [part]
