"""Reliability bins count what they should, and the page tells them honestly."""

import numpy as np
import pytest
import torch

from model.evaluation.reliability import reliability
from model.evaluation.verdicts import Verdicts
from tests.tools.messages import english
from ui.validation.calibration import bins_table, calibration_text, diagram


def test_bins_agree_with_counting_by_hand() -> None:
    confidences = torch.tensor([0.05, 0.55, 0.58, 0.95, 1.0])
    found = reliability(confidences, torch.tensor([False, True, False, True, True]), bins=10)
    assert found.counts.tolist() == [1, 0, 0, 0, 0, 2, 0, 0, 0, 2]
    assert found.accuracy[5] == 0.5
    assert float(found.confidence[9]) == pytest.approx(0.975)
    by_hand = (1 * 0.05 + 2 * abs(0.565 - 0.5) + 2 * abs(0.975 - 1)) / 5
    assert found.error == pytest.approx(by_hand, abs=1e-6)


def test_few_samples_leave_a_wide_interval() -> None:
    confidences = torch.tensor([0.5] * 4 + [0.9] * 400)
    found = reliability(confidences, confidences > 0, bins=2)
    few, many = reliability(confidences[:4], confidences[:4] > 0, bins=2), found
    reach = [float((high - low)[1]) for low, high in (few.interval(), many.interval())]
    assert reach[0] > 0.4
    assert reach[1] < 0.02


def test_ten_of_twenty_lie_between_30_and_70_percent() -> None:
    low, high = reliability(torch.ones(20), torch.arange(20) < 10, bins=1).interval()
    assert (float(low), float(high)) == (
        pytest.approx(0.299, abs=1e-3),
        pytest.approx(0.701, abs=1e-3),
    )


def crowded() -> Verdicts:
    """Nine hundred sure and right, a hundred at 60 % of which half are right."""
    labels = np.zeros(1000, int)
    predicted = np.where(np.arange(1000) < 950, 0, 1)
    confidences = np.where(np.arange(1000) < 900, 0.999, 0.6).astype(np.float32)
    return Verdicts(labels, predicted, confidences)


def test_a_crowded_bin_is_told() -> None:
    words = english(calibration_text(crowded().reliability))
    assert "900 of the 1,000 samples lie at 93–100" in words
    assert "over the other 100 the mean distance is 10.0 points" in words


def test_only_bins_with_samples_are_shown_the_surest_first() -> None:
    found = crowded().reliability
    table = bins_table(found)
    assert table.count("<th scope='row'") == 2
    assert english(table).index("93–100") < english(table).index("60–67")
    assert diagram(found).count("<circle") == 2
