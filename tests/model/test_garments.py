"""Fashion-MNIST's own images are the oracle: enlarged, negated, moved, they come back."""

import cv2
import numpy as np
import pytest

from model import Predictor
from model.garments import prepare_garment
from tests.tools.pictures import WEIGHTS, coloured, enlarged, shipped_garments


def moved(image):
    return np.pad(enlarged(image), ((70, 120), (200, 90)))


TRANSFORMATIONS = {
    "as it is": lambda image: image,
    "enlarged": enlarged,
    "negated": lambda image: 255 - enlarged(image),
    "moved": moved,
    "on cream": lambda image: coloured(moved(image), (0, 0, 0), (242, 237, 224)),
}


@pytest.mark.parametrize("name", TRANSFORMATIONS)
def test_test_pictures_come_back_within_a_few_grey_levels(name):
    errors = [
        np.abs(prepare_garment(TRANSFORMATIONS[name](image)).model_input.astype(int) - image).mean()
        for image in shipped_garments()[::100]
    ]
    assert np.median(errors) < 2  # grey levels of 255, mean over the picture
    assert np.mean(np.array(errors) < 8) > 0.9


def test_a_garment_that_is_more_likely_wrong_than_right_gets_no_name():
    predictor = Predictor.from_pretrained(WEIGHTS.parent / "fashion-mnist")
    images = shipped_garments()[:2000]
    sure = predictor.classify(images).max(axis=1)
    chosen = images[np.argsort(sure)[[*range(10), *range(-10, 0)]]]
    found = [predictor.predict(enlarged(image)) for image in chosen]
    named = [one.label is not None for one in found]
    assert named == [one.confidence >= 0.5 for one in found]
    assert 3 < sum(named) < 17
    assert {one.reason for one in found} == {None, "unsure"}


def test_a_blank_picture_shows_no_garment():
    prepared = prepare_garment(np.full((80, 60, 3), 240, np.uint8))
    assert prepared.box is None
    assert not prepared.model_input.any()


def test_a_dark_shoe_in_a_photo_with_grain_is_trimmed_and_centred():
    canvas = np.random.default_rng(0).normal(236, 3, (300, 500, 3))
    cv2.ellipse(canvas, (260, 170), (150, 60), 0, 0, 360, (70, 60, 50), -1)
    prepared = prepare_garment(canvas.clip(0, 255).astype(np.uint8))
    left, top, right, bottom = prepared.box
    assert (left, top) == pytest.approx((110, 110), abs=4)
    assert (right, bottom) == pytest.approx((411, 231), abs=4)
    rows, columns = np.nonzero(prepared.model_input > 100)
    assert (columns.min(), columns.max()) == (0, 27)
    assert abs(rows.min() - (27 - rows.max())) <= 1
    left, top, right, bottom = prepared.frame
    assert right - left == pytest.approx(bottom - top)


def test_specks_of_dust_are_left_out():
    canvas = np.full((300, 300, 3), 250, np.uint8)
    canvas[100:200, 120:180] = 40
    canvas[5, 5] = 0
    assert prepare_garment(canvas).box == (120, 100, 180, 200)
