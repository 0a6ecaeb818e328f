"""What is no digit: reproducible, never blank, training and test material apart."""

import numpy as np
import pytest

from model.data.omniglot import KEPT_OUT_ALPHABET, LOOKALIKES, TRAINING_ALPHABETS, load_characters
from model.picture.mnist_format import normalise
from model.synthetic.outliers import doodles, letters, scribbles
from model.synthetic.outliers.foreign import SCRIPT_FAMILIES, letters_of
from model.synthetic.outliers.kinds import Kind, draw_outliers, training_kinds
from model.synthetic.outliers.misplaced import TURNS, MisplacedDigits
from model.synthetic.printed import TRAINING_FAMILIES
from tests.tools.kept_out.kinds import KEPT_OUT_DOODLES, KEPT_OUT_KINDS, KEPT_OUT_LETTERS
from tests.tools.kept_out.scribbles import KEPT_OUT_SCRIBBLES
from tests.tools.omniglot import small_omniglot
from tests.tools.pictures import validation

DIGITS, LABELS = (part[:300] for part in validation())
GARMENTS = np.zeros((3, 28, 28), np.uint8)
GARMENTS[:, :24, 2:18] = 200
CHARACTERS = np.zeros((2, 105, 105), np.uint8)
CHARACTERS[:, 20:80, 40:44] = CHARACTERS[:, 50:54, 20:90] = 255
TRAINING = training_kinds(DIGITS, LABELS, GARMENTS, CHARACTERS)
KINDS = [*TRAINING, *KEPT_OUT_KINDS]


def test_shapes_and_types():
    images = draw_outliers(60, seed=1, kinds=TRAINING)
    assert images.shape == (60, 28, 28)
    assert images.dtype == np.uint8


def test_a_seed_decides_the_pictures():
    first, again, other = (draw_outliers(40, seed=seed, kinds=TRAINING) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_training_and_kept_out_material_is_disjoint():
    assert not set(TRAINING) & set(KEPT_OUT_KINDS)
    assert KEPT_OUT_ALPHABET not in TRAINING_ALPHABETS
    assert "GREEK" not in SCRIPT_FAMILIES
    assert not set(doodles.TRAINING_DOODLES) & set(KEPT_OUT_DOODLES)
    assert not set(letters.TRAINING_STYLES) & set(KEPT_OUT_LETTERS)
    assert not set(scribbles.TRAINING_SCRIBBLES) & set(KEPT_OUT_SCRIBBLES)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_draws_an_ink_map(kind: Kind):
    random = np.random.default_rng(5)
    for _ in range(10):
        ink = kind(random)
        assert ink.ndim == 2
        assert ink.dtype == np.float32
        assert ink.min() >= 0
        assert 0.5 < ink.max() < 1.001
    images = draw_outliers(20, seed=6, kinds={kind: 1})
    assert (images.max(axis=(1, 2)) > 60).all()


SCRIBBLES = [*dict.fromkeys(scribbles.TRAINING_SCRIBBLES), *KEPT_OUT_SCRIBBLES]


@pytest.mark.parametrize("kind", SCRIBBLES, ids=lambda kind: kind.__name__)
def test_no_scribble_is_narrow_and_upright_like_a_one(kind: Kind):
    images = draw_outliers(100, seed=7, kinds={kind: 1}) > 50
    widths = images.any(axis=1).sum(axis=1)  # columns with ink
    assert np.quantile(widths, 0.02) >= 9


def test_kinds_come_as_often_as_their_weights_say():
    def left(random):
        return np.tile(np.float32([1, 0.01]), (8, 4))

    def solid(random):
        return np.ones((8, 8), np.float32)

    images = draw_outliers(400, seed=8, kinds={left: 1, solid: 3})
    share = np.mean([np.array_equal(image, normalise(solid(None))) for image in images])
    assert 0.68 < share < 0.82


def test_narrow_garments_are_left_out():
    trousers, shirt = np.zeros((2, 28, 28), np.uint8)
    trousers[:, 12:16] = shirt[:, 4:24] = 255
    kinds = training_kinds(DIGITS, LABELS, np.stack([trousers, shirt]), CHARACTERS)
    garment = next(kind for kind in kinds if kind.__name__ == "garment")
    images = draw_outliers(100, seed=9, kinds={garment: 1})
    assert all(np.array_equal(image, normalise(shirt / np.float32(255))) for image in images)


def test_no_digit_is_turned_into_another():
    """Zeros and ones look the same turned, a six and a nine turn into each other."""
    assert not TURNS[0]
    assert not TURNS[1]
    assert 2 not in TURNS[6] + TURNS[9] + TURNS[2] + TURNS[5] + TURNS[8]
    drawn = MisplacedDigits(DIGITS[LABELS == 0][:1].repeat(2, axis=0), np.array([0, 4]))
    random = np.random.default_rng(1)
    first = drawn.turned(random)  # only the one that is called a 4
    assert first.max() > 0.9


def test_a_wrong_cut_leaves_a_digit_with_a_piece_of_its_neighbour(monkeypatch):
    row = np.ones((10, 100), np.float32), [40, 100]  # a digit of 40 columns, and one of 60
    monkeypatch.setattr(MisplacedDigits, "_row", lambda *_: row)
    drawn = MisplacedDigits(DIGITS, LABELS)
    random = np.random.default_rng(2)
    widths = [drawn.cut_wrongly(random).shape[1] for _ in range(200)]
    assert 54 <= min(widths) < 60  # all of the first, and a quarter or more of the second
    assert 85 < max(widths) <= 91  # all of the second, and a quarter or more of the first


@pytest.mark.parametrize("script", SCRIPT_FAMILIES)
def test_the_fonts_of_a_script_hold_letters_of_it(script):
    for family in SCRIPT_FAMILIES[script]:
        assert len(letters_of(script, family)) >= 20


def test_foreign_letters_of_training_families_alone_or_of_fonts_of_their_own():
    families = {family for families in SCRIPT_FAMILIES.values() for family in families}
    own = {"heebo", "kalam", "hind-siliguri", "noto-sans-arabic", "noto-sans-tamil"}
    assert families <= {*TRAINING_FAMILIES, *own, "noto-sans-thai"}


def test_characters_come_white_on_black_without_the_lookalikes(tmp_path):
    small_omniglot(tmp_path, {"Latin": (1, LOOKALIKES["Latin"][0]), "Greek": (1,)})
    characters = load_characters(tmp_path, ("Latin",))
    assert characters.shape == (1, 105, 105)
    assert characters.dtype == np.uint8
    assert np.median(characters) == 0
    assert len(load_characters(tmp_path, ("Latin", "Greek"), lookalikes=True)) == 3
