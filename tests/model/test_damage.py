"""Damage does to a 28×28 what its name says; torchvision and OpenCV do the same."""

import cv2
import numpy as np
import pytest
import torch
from torchvision.transforms import InterpolationMode
from torchvision.transforms.functional import affine

from model import Predictor
from model.explanation.damage import DAMAGE_RANGES, SWEEP_STEPS, Damage, damaged, sweep
from tests.tools.pictures import validation


@pytest.fixture(scope="module")
def image():
    return validation()[0][0]  # a 7


def one(image, **kinds):
    return damaged(image, [Damage(**kinds)])[0]


def by_torchvision(image, rotate=0.0, shift=0.0, scale=1.0):
    moved = affine(
        torch.from_numpy(np.float32(image))[None],
        rotate,
        [shift, 0],
        scale,
        [0, 0],
        InterpolationMode.BILINEAR,
    )
    return moved[0].numpy()


@pytest.mark.parametrize(
    "kinds",
    [
        {"rotate": 30.0},
        {"rotate": -77.0},
        {"rotate": 180.0},
        {"shift": 4.0},
        {"shift": -5.5},
        {"scale": 0.6},
        {"scale": 1.4},
        {"rotate": 24.0, "shift": 3.0, "scale": 0.8},
    ],
)
def test_it_is_placed_as_torchvision_places_it(image, kinds):
    np.testing.assert_allclose(one(image, **kinds), by_torchvision(image, **kinds), atol=1)


def test_half_a_turn_and_whole_pixels_are_exact(image):
    np.testing.assert_array_equal(one(image, rotate=180.0), image[::-1, ::-1])
    np.testing.assert_array_equal(one(image, shift=3.0)[:, 3:], image[:, :-3])
    assert not one(image, shift=3.0)[:, :3].any()


def test_strokes_are_widened_and_narrowed_as_by_morphology(image):
    cross = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
    np.testing.assert_array_equal(one(image, thicken=1.0), cv2.dilate(image, cross))
    np.testing.assert_array_equal(one(image, thicken=-1.0), cv2.erode(image, cross))
    ink = [int(one(image, thicken=px).sum()) for px in (-1.5, -1, -0.4, 0, 0.4, 1, 1.5)]
    assert ink == sorted(set(ink))


def test_noise_is_as_strong_as_asked_and_the_same_every_time():
    grey = np.full((28, 28), 128, np.uint8)
    noisy = one(grey, noise=0.1)
    assert noisy.std() == pytest.approx(0.1 * 255, rel=0.1)
    np.testing.assert_array_equal(noisy, one(grey, noise=0.1))


def test_a_hole_is_round_and_in_the_middle():
    white = np.full((28, 28), 255, np.uint8)
    holed = one(white, hole=9.0)
    assert (255 - np.float64(holed)).sum() / 255 == pytest.approx(np.pi * 4.5**2, rel=0.02)
    np.testing.assert_array_equal(holed, np.rot90(holed))
    assert holed[13:15, 13:15].max() == 0
    assert holed[:9].min() == 255


@pytest.mark.parametrize("kind", DAMAGE_RANGES)
def test_a_sweep_goes_from_end_to_end_and_meets_the_picture_as_it_is(image, kind):
    values, pictures = sweep(image, Damage(), kind)
    assert (values[0], values[-1]) == DAMAGE_RANGES[kind]
    assert pictures.shape == (SWEEP_STEPS, 28, 28)
    assert pictures.dtype == np.uint8
    unharmed = values.tolist().index(getattr(Damage(), kind))
    np.testing.assert_array_equal(pictures[unharmed], image)
    assert all((pictures[end] != image).any() for end in (0, -1) if end % SWEEP_STEPS != unharmed)


def test_the_other_damage_stays_through_a_sweep(image):
    values, pictures = sweep(image, Damage(rotate=24.0, shift=2.0), "shift")
    at = values.tolist().index(0)
    np.testing.assert_array_equal(pictures[at], one(image, rotate=24.0))


def test_a_six_on_its_head_is_a_nine():
    images, labels = validation()
    sixes = images[labels == 6][:50]
    turned = np.stack([one(six, rotate=180.0) for six in sixes])
    assert (Predictor.from_pretrained().classify(turned).argmax(axis=1) == 9).mean() > 0.7


@pytest.fixture(scope="module")
def photograph():
    coarse = np.random.default_rng(0).integers(0, 256, (6, 6, 3), np.uint8)
    return cv2.resize(coarse, (32, 32), interpolation=cv2.INTER_CUBIC)


def test_a_photograph_is_damaged_in_colour_and_mirrored_at_its_edge(photograph):
    np.testing.assert_array_equal(one(photograph, rotate=180.0), photograph[::-1, ::-1])
    moved = one(photograph, shift=3.0)
    np.testing.assert_array_equal(moved[:, 3:], photograph[:, :-3])
    np.testing.assert_array_equal(moved[:, :3], photograph[:, 2::-1])
    assert one(photograph, hole=9.0)[16, 16].tolist() == [0, 0, 0]


@pytest.mark.parametrize("kind", sorted(set(DAMAGE_RANGES) - {"thicken"}))
def test_a_sweep_over_a_photograph_meets_it_as_it_is(photograph, kind):
    values, pictures = sweep(photograph, Damage(), kind)
    assert pictures.shape == (SWEEP_STEPS, 32, 32, 3)
    unharmed = values.tolist().index(getattr(Damage(), kind))
    np.testing.assert_array_equal(pictures[unharmed], photograph)
    assert (pictures[-1] != photograph).any()


def test_a_photograph_has_no_strokes_to_thicken(photograph):
    np.testing.assert_array_equal(one(photograph, thicken=1.0), photograph)
