"""What looks like a digit is weeded out of the pictures of no digit."""

import torch

from model.data.splits import Split
from model.synthetic.outliers.kinds import draw_outliers
from model.training.examples.lookalikes import without_lookalikes
from tests.tools.kept_out.scribbles import checkerboard
from tests.tools.pictures import validation

IMAGES, LABELS = (torch.from_numpy(part) for part in validation())
DIGITS = Split(IMAGES[:6000], LABELS[:6000].long())


def test_digits_among_them_go_and_what_is_none_stays():
    boards = torch.from_numpy(draw_outliers(40, seed=1, kinds={checkerboard: 1}))
    ones = IMAGES[6000:][LABELS[6000:] == 1][:40]  # the most alike of all digits
    kept = without_lookalikes(torch.cat([boards, ones]), DIGITS, seed=0)
    assert torch.equal(kept[:40], boards)
    assert len(kept) <= 60


def test_a_seed_decides():
    some = IMAGES[6000:6200]
    first, again = (without_lookalikes(some, DIGITS, seed=3) for _ in range(2))
    assert torch.equal(first, again)
