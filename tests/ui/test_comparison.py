"""With borrowed features or without: the sentence says what its numbers say."""

import json
import re

import pytest

from ui.teach.comparison import Comparison, compared, verdict
from ui.teach.transfer import lesson

# Twice the same mean, with a standard deviation of 0, of 1 and of 4 points.
STEADY, NEAR, WIDE = [0.8, 0.8, 0.8], [0.79, 0.8, 0.81], [0.76, 0.8, 0.84]


def ahead(values, by):
    return [value + by for value in values]


def test_the_lead_is_the_difference_of_the_means_that_are_shown():
    assert compared([0.71744], [0.70856]).lead == 0.8  # of 71.7 % and 70.9 %
    assert compared([0.88499], [0.885]) == Comparison(0.0, 0.0)
    assert str(compared([0.88499], [0.885]).lead) == "0.0"


def test_the_spread_is_the_larger_standard_deviation():
    assert compared(NEAR, WIDE).spread == compared(WIDE, NEAR).spread == 4.0
    assert compared(STEADY, STEADY).spread == 0.0


@pytest.mark.parametrize(
    ("borrowed", "without", "sentence"),
    [
        (
            ahead(NEAR, 0.02),
            NEAR,
            "It reads better with borrowed features, by 2.0 points: more than the spread of 1.0.",
        ),
        (
            ahead(WIDE, 0.02),
            NEAR,
            "It reads better with borrowed features, by 2.0 points: within the spread of 4.0.",
        ),
        (
            NEAR,
            ahead(STEADY, 0.011),
            "It reads better without borrowed features, by 1.1 points: more than the spread of "
            "1.0.",
        ),
        (
            NEAR,
            ahead(STEADY, 0.01),
            "It reads better without borrowed features, by 1.0 points: within the spread of 1.0.",
        ),
        (NEAR, WIDE, "It reads equally well with borrowed features and without."),
    ],
)
def test_which_is_better_by_how_much_and_whether_that_exceeds_the_spread(
    borrowed, without, sentence
):
    assert str(verdict(borrowed, without)) == sentence


def test_of_the_measured_figures_each_sentence_agrees_with_its_numbers():
    for row in json.loads(lesson.LESSON_FILE.read_text(encoding="utf-8"))["rows"]:
        said = " ".join(map(str, lesson.figures(row)))
        tuned, head, nothing = map(float, re.findall(r"([\d.]+)\u00a0%", said))
        lead = max(tuned, head) - nothing
        found = re.search(r"better (with|without) .* by ([\d.]+) points: (.*) of ([\d.]+)\.", said)
        if found is None:
            assert lead == 0
            assert said.endswith("It reads equally well with borrowed features and without.")
            continue
        way, points, beyond, spread = found.groups()
        assert (way == "with") == (lead > 0)
        assert float(points) == pytest.approx(abs(lead), abs=0.001)
        assert (beyond == "more than the spread") == (float(points) > float(spread))
