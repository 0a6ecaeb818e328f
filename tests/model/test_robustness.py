"""Whatever the pixels are, there is an answer: no picture may break the reading."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import Predictor

SIDES = st.integers(1, 90)


@pytest.fixture(scope="module")
def predictor():
    return Predictor.from_pretrained()


def check(predictor, picture):
    prediction, reading = predictor.predict(picture), predictor.read(picture)
    assert prediction.label in {None, *predictor.classes}
    assert sum(prediction.probabilities.values()) == pytest.approx(1, abs=1e-4)
    assert len(reading.text.replace("\n", "")) == len(reading.digits)
    for digit in (prediction, *reading.digits, *reading.ignored):
        if digit.box:
            left, top, right, bottom = digit.box
            assert 0 <= left < right <= picture.shape[1]
            assert 0 <= top < bottom <= picture.shape[0]


@settings(max_examples=60, deadline=None)
@given(SIDES, SIDES, st.integers(0, 2**32 - 1), st.sampled_from([0.02, 0.2, 0.5]))
def test_specks_of_every_density_are_answered(predictor, height, width, seed, density):
    random = np.random.default_rng(seed)
    check(predictor, np.where(random.random((height, width)) < density, 0, 255).astype(np.uint8))


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 400),
    st.integers(1, 400),
    st.lists(
        st.tuples(*[st.integers(-50, 450)] * 4, st.integers(1, 60), st.integers(0, 255)), max_size=8
    ),
    st.integers(0, 255),
)
def test_strokes_of_every_kind_are_answered(predictor, height, width, strokes, paper):
    picture = np.full((height, width), paper, np.uint8)
    for x, y, to_x, to_y, pen, ink in strokes:
        cv2.line(picture, (x, y), (to_x, to_y), ink, pen)
    check(predictor, picture)
