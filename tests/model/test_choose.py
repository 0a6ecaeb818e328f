"""Both networks together decide what the parts of a row are."""

import numpy as np
import pytest

from model.digits import choose
from model.digits.choose import Thing, best_ways, decided, is_plain
from model.digits.row import Glyph
from model.networks.row import BLANK, NO_DIGIT
from model.picture.part import Part, union

INK = np.ones((60, 400), np.float32)
PITCH = 60  # px from one part to the next: ten columns of the row network


def part(index, width=30):
    return Part(INK, index * PITCH, 5, np.ones((50, width), np.uint8))


def thing(of, label=7, sureness=0.99, outlier=0.0):
    """A part that the network of digits takes for a label, so surely, or for an outlier."""
    probabilities = np.full(10, (1 - sureness) / 9, np.float32)
    probabilities[label] = sureness
    return Thing(of, probabilities, outlier)


def reading_of(*labels, sureness=0.99):
    """A stand-in for Row that reads these labels, one every ten columns."""

    class Reading:
        def __init__(self, parts):
            logs = np.full((10 * len(labels), BLANK + 1), (1 - sureness) / BLANK, np.float32)
            logs[:, BLANK] = sureness
            for index, label in enumerate(labels):
                logs[10 * index + 3] = (1 - sureness) / BLANK
                logs[10 * index + 3, label] = sureness
            self.logs = np.log(logs)

        def column(self, x):
            return min(len(self.logs), round(x / PITCH * 10))

        def glyphs(self):
            places = ((index, label) for index, label in enumerate(labels) if label != BLANK)
            return [Glyph(label, sureness, 10 * i + 3, i * PITCH + 15) for i, label in places]

    return Reading


def read(monkeypatch, row, judged, *labels, sureness=0.99):
    """The labels of what is read in a row; None for what is left out."""
    monkeypatch.setattr(choose, "Row", reading_of(*labels, sureness=sureness))
    ways = best_ways(row, judged)
    things = [one for way in ways for one in way.things]
    return [int(one.probabilities.argmax()) if one.is_digit else None for one in things]


def test_a_narrow_sure_part_that_stands_alone_needs_one_network():
    row = [part(0)]
    assert is_plain(row, thing(row[0]))
    assert not is_plain(row, thing(row[0], sureness=0.5))
    assert not is_plain(row, thing(row[0], outlier=0.5))
    assert not is_plain([part(0, width=60)], thing(part(0, width=60)))
    assert not is_plain([part(0), part(1)], thing(row[0]))


def test_digits_that_both_networks_see_are_read_one_by_one(monkeypatch):
    row = [part(0), part(1), part(2)]
    judged = {(i, i + 1): thing(row[i], label) for i, label in enumerate((4, 0, 7))}
    assert read(monkeypatch, row, judged, 4, 0, 7) == [4, 0, 7]


def test_what_both_networks_take_for_no_digit_is_left_out(monkeypatch):
    row = [part(0), part(1)]
    judged = {(0, 1): thing(row[0], 3), (1, 2): thing(row[1], outlier=0.99)}
    assert read(monkeypatch, row, judged, 3, NO_DIGIT) == [3, None]
    assert read(monkeypatch, row, judged, 3, BLANK) == [3, None]


def test_parts_that_are_a_digit_together_are_joined(monkeypatch):
    row = [part(0), part(1)]
    judged = {(i, i + 1): thing(row[i], sureness=0.4, outlier=0.6) for i in range(2)}
    judged[0, 2] = thing(union(row), 5)
    assert read(monkeypatch, row, judged, 5, BLANK) == [5]


def test_a_fragment_of_something_refused_as_a_whole_is_no_digit(monkeypatch):
    row = [part(0), part(1)]
    judged = {(0, 1): thing(row[0], 1), (1, 2): thing(row[1], outlier=0.9)}
    judged[0, 2] = thing(union(row), outlier=0.999)
    assert read(monkeypatch, row, judged, NO_DIGIT, BLANK) == [None]


def wide(outlier):
    whole = Part(INK, 0, 5, np.ones((50, 2 * PITCH), np.uint8))
    return [whole], {(0, 1): thing(whole, outlier=outlier)}


def test_a_part_that_is_no_digit_is_cut_where_the_row_network_sees_digits(monkeypatch):
    assert read(monkeypatch, *wide(outlier=0.99), 4, 2) == [4, 2]


def test_a_part_that_is_surely_a_digit_is_not_cut(monkeypatch):
    assert len(read(monkeypatch, *wide(outlier=0.0001), 4, 2, sureness=0.6)) == 1


def test_a_part_is_not_cut_where_a_piece_is_no_digit(monkeypatch):
    assert len(read(monkeypatch, *wide(outlier=0.99), 4, NO_DIGIT)) == 1


@pytest.mark.parametrize(("sure", "label"), [(0.6, 2), (0.9999, 7)])
def test_where_they_disagree_the_more_confident_network_decides(sure, label):
    row = np.log(np.full(10, 0.001))
    row[2] = np.log(0.99)
    seen = thing(part(0), 7, sure)
    both = decided(seen, row)
    assert both.probabilities.argmax() == label
    assert both.by_row == (label == 2)
    assert both.probabilities.sum() == pytest.approx(1, abs=1e-5)
