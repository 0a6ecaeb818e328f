"""Tables of strokes: what each word of the notation draws."""

from pathlib import Path

import numpy as np
import pytest

from model.synthetic.outliers.doodles import TRAINING_DOODLES
from model.synthetic.outliers.invented import FRAGMENTS
from model.synthetic.outliers.letters import TRAINING_STYLES
from model.synthetic.pen import Stroke, arc, circle, curve
from model.synthetic.style_table import TABLES, Style, read_styles

POINT = "line {0},0"


def strokes_of(*steps: str, seed: int = 1) -> list[Stroke]:
    return Style("one", steps)(np.random.default_rng(seed))


def values(text: str, *steps: str) -> list[float]:
    """What 500 drawings make of a number."""
    return [strokes_of(*steps, POINT.format(text), seed=seed)[0][0, 0] for seed in range(500)]


def test_a_table_names_styles_counts_them_and_skips_comments(tmp_path: Path):
    table = tmp_path / "table.txt"
    table.write_text(
        "# a comment\n\nfirst one x2\n    # another\n    line 0,0 1,1\n#\n    line 0,1\n"
    )
    twice, again, hash_sign = read_styles(table)
    assert twice is again
    assert twice == Style("first one", ("line 0,0 1,1",))
    assert hash_sign == Style("#", ("line 0,1",))


def test_shapes_are_those_of_the_pen():
    line, bend, bow, ring = strokes_of(
        "line 0,0 1,0.5", "curve 0,0 1,1 0,1", "arc 0.5,0.5 0.4,0.3 -90 90", "circle 0.1,0.2 0.3"
    )
    np.testing.assert_array_equal(line, [(0, 0), (1, 0.5)])
    np.testing.assert_array_equal(bend, curve((0, 0), (1, 1), (0, 1)))
    np.testing.assert_array_equal(bow, arc((0.5, 0.5), (0.4, 0.3), -90, 90))
    np.testing.assert_array_equal(ring, circle(np.random.default_rng(1), 0.1, 0.2, 0.3))


def test_then_continues_the_stroke_before_it():
    first, joined = strokes_of("line 0,0 1,0", "line 0,0", "then line 1,1 2,2")
    np.testing.assert_array_equal(first, [(0, 0), (1, 0)])
    np.testing.assert_array_equal(joined, [(0, 0), (1, 1), (2, 2)])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.5", 0.5),
        ("1-left", 0.75),
        ("-left", -0.25),
        ("0.5*left+2*left", 0.625),
        ("0.1|left", 0.25),
    ],
)
def test_sums_of_products_and_the_larger_of_two(text: str, value: float):
    assert values(text, "left = 0.25")[0] == value


def test_two_dots_are_uniform_between_two_numbers():
    drawn = values("left..1", "left = 0.5")
    assert 0.5 <= min(drawn) < 0.51
    assert 0.99 < max(drawn) <= 1
    assert abs(np.mean(drawn) - 0.75) < 0.03


def test_a_tilde_is_normal_around_a_number():
    drawn = values("0.5~0.1")
    assert abs(np.mean(drawn) - 0.5) < 0.02
    assert abs(np.std(drawn) - 0.1) < 0.02


def test_a_condition_draws_a_step_as_often_as_it_is_true():
    counts = [
        len(strokes_of("chance = 0..1", "if chance<0.3: line 0,0 1,1", seed=s)) for s in range(500)
    ]
    assert abs(np.mean(counts) - 0.3) < 0.05


@pytest.mark.parametrize("word", ["lime 0,0", "line 0,unknown", "circle 0,0 1 2"])
def test_a_mistake_in_a_table_is_an_error(word: str):
    with pytest.raises((KeyError, ValueError)):
        strokes_of(word)


TABLED = [*read_styles(TABLES / "digits.txt"), *TRAINING_STYLES, *TRAINING_DOODLES, *FRAGMENTS]


def test_every_style_stays_near_the_unit_square():
    for style in TABLED:
        for seed in range(20):
            for stroke in style(np.random.default_rng(seed)):
                assert stroke.shape[1] == 2
                assert -1.6 < stroke.min() <= stroke.max() < 2.6
