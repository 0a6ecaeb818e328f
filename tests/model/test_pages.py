"""Pages made by code to learn ink from: each follows from its number, and its truth is exact."""

import numpy as np
import pytest

from model.synthetic.pages import page
from model.synthetic.pages.page import PAGE_SHAPES, draw_page
from model.synthetic.pages.papers import MIN_DISTANCE, distance, some_colours
from model.synthetic.pages.writing import enlarged, some_pen, write_page
from tests.tools.pictures import validation

DIGITS = validation()[0][:300]
COUNT = 120  # pages a test looks at, at most


def drawn(numbers, seed=0, shape=(96, 128)):
    return [draw_page(seed, number, DIGITS, shape) for number in numbers]


def test_a_page_follows_from_its_seed_and_its_number_alone():
    forwards = drawn(range(12))
    np.random.default_rng(1).random(100)
    for number in (7, 3, 11):
        (again,) = drawn([number])
        for one, other in zip(forwards[number], again, strict=True):
            np.testing.assert_array_equal(one, other)


def test_every_seed_and_every_number_gives_another_page():
    pictures = [picture.tobytes() for seed in (0, 1) for picture, _ in drawn(range(20), seed)]
    assert len(set(pictures)) == len(pictures)


@pytest.mark.parametrize("shape", sorted(set(PAGE_SHAPES)))
def test_a_picture_and_its_ink_have_the_shape_that_is_asked_for(shape):
    for picture, ink in drawn(range(4), shape=shape):
        assert picture.shape == (*shape, 3)
        assert ink.shape == shape
        assert picture.dtype == ink.dtype == np.uint8


def test_the_network_takes_pages_of_every_shape():
    assert all(side % 16 == 0 for shape in PAGE_SHAPES for side in shape)


def test_empty_pages_occur_and_are_few():
    empty = [not ink.any() for _, ink in drawn(range(COUNT))]
    assert 0 < sum(empty) < 0.25 * COUNT


def test_ink_is_nearly_always_less_than_the_paper_and_never_pale_alone():
    covered = [(ink > 127).mean() for _, ink in drawn(range(COUNT))]
    assert np.median(covered) < 0.25
    assert max(covered) > 0.2
    assert all(ink.max() > 127 for _, ink in drawn(range(COUNT)) if ink.any())


@pytest.fixture
def plain_digital(monkeypatch):
    """Pages that no camera has seen, on paper without grain and without lines."""
    monkeypatch.setattr(page, "DIGITAL_SHARE", 1.0)
    monkeypatch.setattr(page, "print_lines", lambda *_: None)
    monkeypatch.setattr(page, "show_through", lambda *_: None)
    monkeypatch.setattr(page, "coarse", lambda _, pixels: pixels)

    def flat(random, shape, paper):
        return np.broadcast_to(paper, (*shape, 3)).astype(np.float32)

    monkeypatch.setattr(page, "paint_paper", flat)


def test_on_a_plain_digital_page_ink_is_where_pixels_differ_from_the_paper(plain_digital):
    written = 0
    for picture, ink in drawn(range(40)):
        bare = picture[ink == 0].astype(int)
        if not bare.size:
            continue
        assert (np.ptp(bare, axis=0) <= 1).all()
        depth = np.abs(picture.astype(int) - bare[0]).max(axis=2)
        if (ink > 200).any():
            written += 1
            assert np.median(depth[ink > 200]) > 5
    assert written > 25


def test_paper_and_ink_can_be_told_apart_and_are_light_on_dark_too():
    random = np.random.default_rng(0)
    pairs = [some_colours(random) for _ in range(300)]
    assert all(distance(*pair) > MIN_DISTANCE for pair in pairs)
    light_on_dark = np.mean([ink.mean() > paper.mean() for paper, ink in pairs])
    assert 0.1 < light_on_dark < 0.5
    assert all(0 <= colour.min() <= colour.max() <= 255 for pair in pairs for colour in pair)


def test_what_is_not_written_on_a_page_does_not_change_it():
    """Pages are written with the digits that are given, and with no others."""
    random_pages = [draw_page(5, number, DIGITS[:1], (96, 128)) for number in range(10)]
    for number, (picture, ink) in enumerate(random_pages):
        same, same_ink = draw_page(5, number, DIGITS[:1].copy(), (96, 128))
        np.testing.assert_array_equal(picture, same)
        np.testing.assert_array_equal(ink, same_ink)


def test_only_the_given_digits_are_written():
    """The last 5,000 training images stay unseen: a page knows no digits but those it is given."""
    nothing = np.zeros_like(DIGITS[:10])
    with_digits, without = (
        sum(float(write_page(np.random.default_rng(seed), (96, 96), given).sum()) for seed in SEEDS)
        for given in (DIGITS, nothing)
    )
    assert without < 0.7 * with_digits


SEEDS = range(60)


def test_an_enlarged_digit_is_crisp_and_keeps_its_shape():
    for image in DIGITS[:20]:
        ink = enlarged(image)
        assert ink.shape == (112, 112)
        assert ink.dtype == np.float32
        small = ink.reshape(28, 4, 28, 4).mean(axis=(1, 3))
        assert ((small > 0.5) == (image > 127)).mean() > 0.97
        assert ((ink > 0.05) & (ink < 0.95)).sum() < 0.6 * (ink > 0.5).sum()


def test_a_higher_level_makes_thinner_strokes():
    for image in DIGITS[:10]:
        assert enlarged(image, 0.7).sum() < enlarged(image, 0.3).sum()


def test_pens_are_from_hairlines_to_broad_ones_and_some_have_hard_edges():
    random = np.random.default_rng(0)
    pens = [some_pen(random) for _ in range(200)]
    assert min(pen.widened for pen in pens) == 0
    assert max(pen.widened for pen in pens) > 0.1
    assert 0 < sum(pen.hard for pen in pens) < 100
