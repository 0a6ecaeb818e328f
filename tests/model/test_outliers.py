"""What is no digit: reproducible, never blank, training and test material apart."""

import numpy as np
import pytest

from model.picture.mnist_format import normalise
from model.synthetic import letters, scribbles
from model.synthetic.outliers import AMBIGUOUS, KEPT_OUT_KINDS, TRAINING_KINDS, Kind, draw_outliers
from model.synthetic.printed import KEPT_OUT_FAMILIES, TRAINING_FAMILIES

KINDS = dict.fromkeys(TRAINING_KINDS + KEPT_OUT_KINDS)


def test_shapes_and_types():
    images = draw_outliers(60, seed=1)
    assert images.shape == (60, 28, 28)
    assert images.dtype == np.uint8


def test_a_seed_decides_the_pictures():
    first, again, other = (draw_outliers(40, seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_training_and_kept_out_material_is_disjoint():
    assert not set(TRAINING_KINDS) & set(KEPT_OUT_KINDS)
    assert not set(letters.TRAINING_STYLES) & set(letters.KEPT_OUT_STYLES)
    assert not set(scribbles.TRAINING_SCRIBBLES) & set(scribbles.KEPT_OUT_SCRIBBLES)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_draws_an_ink_map(kind: Kind):
    random = np.random.default_rng(5)
    for _ in range(10):
        ink = kind(random)
        assert ink.ndim == 2
        assert ink.dtype == np.float32
        assert ink.min() >= 0
        assert 0.5 < ink.max() < 1.001
    images = draw_outliers(20, seed=6, kinds=(kind,))
    assert (images.max(axis=(1, 2)) > 60).all()


@pytest.mark.parametrize(
    "kind",
    [k for k in KINDS if "letter" not in k.__name__],
    ids=lambda kind: kind.__name__,
)
def test_no_scribble_is_narrow_and_upright_like_a_one(kind: Kind):
    images = draw_outliers(100, seed=7, kinds=(kind,)) > 50
    widths = images.any(axis=1).sum(axis=1)  # columns with ink
    assert np.quantile(widths, 0.02) >= 9


def test_garments_are_three_in_ten_where_given_most_of_them_in_mnists_measures():
    garment = np.zeros((3, 28, 28), np.uint8)
    garment[:, :24, 2:18] = 200
    in_measures = normalise(garment[0].astype(np.float32) / 255)
    images = draw_outliers(400, seed=8, garments=garment)
    as_it_is, fitted = (
        np.mean([np.array_equal(image, one) for image in images])
        for one in (garment[0], in_measures)
    )
    assert 0.04 < as_it_is < 0.14
    assert 0.16 < fitted < 0.3


def test_narrow_garments_are_left_out():
    trousers, shirt = np.zeros((2, 28, 28), np.uint8)
    trousers[:, 12:16] = shirt[:, 4:24] = 255
    images = draw_outliers(200, seed=9, garments=np.stack([trousers, shirt]))
    assert not any(np.array_equal(image, trousers) for image in images)
    assert any(np.array_equal(image, shirt) for image in images)


def test_ambiguous_letters_name_known_letters_and_families():
    assert set(AMBIGUOUS) <= set(letters.PRINTED_LETTERS)
    assert {f for families in AMBIGUOUS.values() for f in families} <= {
        *TRAINING_FAMILIES,
        *KEPT_OUT_FAMILIES,
    }
