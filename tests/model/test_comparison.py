"""Two networks on the same pictures, and McNemar's test."""

import numpy as np
import pytest

from model.evaluation.comparison import Comparison, compare
from model.evaluation.verdicts import Verdicts


def verdicts(said):
    return Verdicts(np.array([0, 1, 2, 3, 4]), np.array(said), np.ones(5))


def test_who_alone_is_right():
    found = compare(verdicts([0, 1, 2, 9, 9]), verdicts([0, 9, 9, 3, 9]))
    assert found == Comparison(both=1, first_alone=2, second_alone=1, neither=1)
    assert found.total == 5


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [(0, 0, 1.0), (5, 5, 1.0), (1, 9, 0.021484375), (0, 6, 0.03125), (20, 40, 0.0134884)],
)
def test_the_exact_test_agrees_with_the_binomial_distribution(first, second, expected):
    assert Comparison(7, first, second, 7).p_value == pytest.approx(expected, abs=1e-6)
    assert Comparison(7, second, first, 7).p_value == pytest.approx(expected, abs=1e-6)
