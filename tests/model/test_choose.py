"""Of all candidates of a line the cheapest way through it is its reading."""

import cv2
import numpy as np
import pytest

from model import Predictor
from model.digits import reader
from model.digits.candidate import Candidate
from model.digits.choose import Choice, Costs, choose, cost_of, doubt, may_be_several
from model.digits.reader import read_ink, read_page
from model.networks.mlp import MLP
from model.picture.decoding import decode
from model.picture.findings import Judgement

COSTS = Costs(digit=1, joined=0.5, cut=0.8, doubt_if_cut=4, left_out=6, odd_size=6, odd_width=12)
HEIGHT = 50.0
INK = np.zeros((100, 1000), np.float32)


def choice(span=(0, 1), sureness=0.99, outlier=0.0, height=50, width=30, **how):
    """A candidate that takes the parts `span` of its line, and how sure the network is of it."""
    candidate = Candidate(INK, 0, 0, np.ones((height, width), np.uint8), *span, **how)
    probabilities = np.full(10, (1 - sureness) / 9, np.float32)
    probabilities[7] = sureness
    return Choice(candidate, probabilities, outlier, True)


def spans(chosen):
    return [(one.candidate.start, one.candidate.stop) for one in chosen]


def read(*judged):
    return choose(list(judged), HEIGHT, COSTS)


def cost(**how):
    return cost_of(choice(**how), HEIGHT, COSTS)


def test_sure_digits_are_read_one_by_one():
    chosen = read(choice((0, 1)), choice((1, 2)), choice((2, 3)))
    assert spans(chosen) == [(0, 1), (1, 2), (2, 3)]
    assert all(one.is_digit for one in chosen)


def test_the_order_of_the_candidates_does_not_matter():
    judged = [choice((start, start + 1)) for start in range(4)]
    judged += [choice((start, start + 2), joined=1, sureness=0.3) for start in range(3)]
    assert spans(read(*judged)) == spans(read(*judged[::-1]))


def test_parts_are_joined_where_they_are_surer_together():
    apart = choice((0, 1), 0.3), choice((1, 2), 0.3)
    assert spans(read(*apart, choice((0, 2), 0.99, joined=1))) == [(0, 2)]


def test_parts_stay_apart_where_they_are_as_sure_alone():
    apart = choice((0, 1)), choice((1, 2))
    assert spans(read(*apart, choice((0, 2), 0.05, joined=1))) == [(0, 1), (1, 2)]


def test_a_part_that_is_no_digit_is_cut_where_its_pieces_are():
    whole = choice((0, 1), outlier=0.999)
    cut = choice((0, 0.5), cuts=1), choice((0.5, 1), cuts=1)
    assert spans(read(whole, *cut)) == [(0, 0.5), (0.5, 1)]


def test_a_sure_part_is_not_cut():
    cut = choice((0, 0.5), cuts=1), choice((0.5, 1), cuts=1)
    assert spans(read(choice((0, 1)), *cut)) == [(0, 1)]


def test_a_way_that_leads_nowhere_is_not_taken():
    """The second half of a part that was cut, whose first half was too broad for a digit."""
    chosen = read(choice((0, 1), 0.4), choice((0.5, 1), 0.999, cuts=1), choice((1, 2)))
    assert spans(chosen) == [(0, 1), (1, 2)]


def test_what_looks_like_no_digit_is_left_out_and_said_to_be():
    chosen = read(choice((0, 1)), choice((1, 2), outlier=0.9999, height=15), choice((2, 3)))
    assert [one.is_digit for one in chosen] == [True, False, True]


def test_leaving_out_costs_by_size_and_no_more_than_writing_does():
    """Unlikely to the same degree, dirt goes and a digit stays."""

    def is_kept(**size):
        (only,) = read(choice(outlier=0.9, **size))
        return only.is_digit

    assert is_kept(height=50, width=30)
    assert not is_kept(height=25, width=15)
    (huge,) = read(choice(outlier=0.999999, height=80, width=50))
    assert not huge.is_digit


def test_joined_parts_and_pieces_are_never_left_out_by_themselves():
    bad = choice((0, 1), 0.2), choice((1, 2), 0.2), choice((0, 2), outlier=1, joined=1)
    assert all(one.is_digit or not one.candidate.joined for one in read(*bad))
    piece = choice((0, 0.5), outlier=1, cuts=1)
    assert spans(read(choice((0, 1), outlier=1), piece)) == [(0, 1)]


def test_doubt_parts_and_cuts_make_a_reading_dearer():
    assert cost(sureness=0.9) > cost(sureness=0.99)
    assert cost(outlier=0.5) > cost(outlier=0.1)
    assert cost(joined=1) == pytest.approx(cost() + COSTS.joined)
    assert cost(joined=2) == pytest.approx(cost() + 2 * COSTS.joined)
    assert cost(cuts=1, sureness=1) == pytest.approx(cost(sureness=1) + COSTS.cut)


def test_doubt_of_what_was_cut_counts_many_times():
    sure, unsure = cost(sureness=1), cost(sureness=0.8)
    cut_sure, cut_unsure = cost(sureness=1, cuts=1), cost(sureness=0.8, cuts=1)
    expected = COSTS.doubt_if_cut * (unsure - sure)
    assert cut_unsure - cut_sure == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize(
    ("height", "is_dearer"), [(40, False), (65, False), (20, True), (120, True)]
)
def test_only_a_digit_far_from_the_size_of_the_writing_costs_more(height, is_dearer):
    size = {"height": height, "width": height // 2}
    assert (cost(**size) > cost() + 1e-6) == is_dearer


@pytest.mark.parametrize(("width", "is_dearer"), [(10, False), (50, False), (60, True), (75, True)])
def test_only_a_digit_wider_than_high_costs_more(width, is_dearer):
    assert (cost(width=width) > cost() + 1e-6) == is_dearer


def test_a_part_is_cut_only_where_it_could_pay():
    assert not may_be_several(choice(sureness=0.99), HEIGHT, COSTS)
    assert may_be_several(choice(outlier=0.99), HEIGHT, COSTS)
    assert not may_be_several(choice(width=50), HEIGHT, COSTS)
    assert may_be_several(choice(width=100), HEIGHT, COSTS)
    assert not may_be_several(choice(outlier=0.99, joined=1), HEIGHT, COSTS)


def test_where_cutting_is_not_tried_no_pieces_could_have_won():
    cheapest = [choice((0, 0.5), 1.0, cuts=1), choice((0.5, 1), 1.0, cuts=1)]
    for outlier in np.linspace(0, 1, 51):
        whole = choice((0, 1), outlier=outlier)
        if not may_be_several(whole, HEIGHT, COSTS):
            assert spans(read(whole, *cheapest)) == [(0, 1)]


def test_doubt_is_a_mean_over_the_ink():
    sure, unsure = choice(sureness=1), choice(sureness=0.5)
    assert doubt([sure], COSTS) == pytest.approx(0, abs=1e-6)
    assert doubt([sure, unsure], COSTS) == pytest.approx(np.log(2) / 2)
    small = choice(sureness=0.5, height=5, width=3)
    assert doubt([sure, small], COSTS) < doubt([sure, unsure], COSTS)


def test_nothing_to_read_is_as_doubtful_as_everything_left_out():
    (left_out,) = read(choice(outlier=1))
    assert not left_out.is_digit
    assert doubt([], COSTS) == doubt([left_out], COSTS) == COSTS.refused


def row_of_rings():
    ink = np.zeros((200, 900), np.float32)
    for x in range(60, 860, 80):
        cv2.ellipse(ink, (x, 100), (36, 50), 0, 0, 360, 1.0, 6)
    return ink


class CountingJudge:
    """Judges inputs as an untrained network does, or takes none for a digit, and counts passes."""

    def __init__(self, outlier=0.0):
        self.predictor, self.outlier, self.passes = Predictor(MLP()), outlier, []

    def __call__(self, images):
        self.passes.append(len(images))
        outlier = np.full(len(images), self.outlier, np.float32)
        return Judgement(self.predictor.classify(images), outlier)


def pixels_of(ink):
    return cv2.cvtColor(np.rint(255 - 255 * ink).astype(np.uint8), cv2.COLOR_GRAY2RGB)


@pytest.mark.parametrize("outlier", [0.0, 1.0])
def test_an_ink_map_is_judged_in_at_most_two_passes(outlier):
    ink, judge = row_of_rings(), CountingJudge(outlier)
    page, height, _ = read_ink(decode(pixels_of(ink)), ink, judge)
    assert 1 <= len(judge.passes) <= 2
    assert height == pytest.approx(106, abs=4)
    assert sum(map(len, page.lines)) >= 1


def test_an_ink_map_without_ink_is_judged_in_no_pass():
    judge = CountingJudge()
    page, height, doubted = read_ink(decode(pixels_of(INK)), INK, judge)
    assert (page.lines, height, judge.passes) == ([], 0.0, [])
    assert doubted > 1


@pytest.mark.parametrize("outlier", [0.0, 1.0])
def test_a_picture_is_judged_in_at_most_two_passes_per_ink_map(monkeypatch, outlier):
    maps, judge = [], CountingJudge(outlier)
    original = reader.read_ink
    monkeypatch.setattr(reader, "read_ink", lambda *given: maps.append(1) or original(*given))
    read_page(pixels_of(row_of_rings()), judge)
    assert len(judge.passes) <= 2 * len(maps)


def test_of_two_proposals_the_surer_reading_is_taken():
    """A judge that knows light ink on dark alone: it likes what is inked in the middle."""

    def judge(images):
        is_liked = images[:, 10:18, 10:18].mean(axis=(1, 2)) > 60
        sureness = np.where(is_liked, 0.999, 0.2)[:, None]
        probabilities = np.repeat((1 - sureness) / 9, 10, axis=1)
        probabilities[:, 1:2] = sureness
        return Judgement(probabilities.astype(np.float32), np.zeros(len(images), np.float32))

    bar = np.zeros((200, 200), np.float32)
    bar[40:160, 90:110] = 1
    for picture in (pixels_of(bar), 255 - pixels_of(bar)):
        page = read_page(picture, judge)
        assert np.array_equal(page.ink > 0.5, bar > 0.5)


@pytest.mark.parametrize(("side", "looks"), [(500, 1), (700, 1), (790, 1), (1000, 2)])
def test_small_writing_is_looked_at_again_only_where_there_are_more_pixels(
    monkeypatch, side, looks
):
    seen = []
    original = reader.propose_ink
    monkeypatch.setattr(reader, "propose_ink", lambda one: seen.append(one.shape) or original(one))
    page = np.full((side, side), 255, np.uint8)
    cv2.circle(page, (side // 2, side // 2), 12, 0, 4)
    read_page(page, CountingJudge())
    assert len(seen) == len(set(seen)) == looks


def test_a_picture_without_anything_has_no_lines():
    assert read_page(np.full((100, 120), 255, np.uint8), CountingJudge()).lines == []
