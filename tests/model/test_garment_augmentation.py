"""Garments are distorted within bounds, repeatably, and never lose their frame."""

import pytest
import torch

from model.training.augmentation.garments import GarmentAugmentation

STILL = GarmentAugmentation(
    mirrored=0, rotation=0, aspect=0, size=0, shift=0, brightness=0, erased=0
)


@pytest.fixture
def coats():
    """Fifty lopsided garments: a body, one sleeve on the left."""
    images = torch.zeros(50, 28, 28)
    images[:, 2:26, 9:19] = 0.6
    images[:, 4:16, 3:9] = 0.9
    return images


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


def test_without_any_distortion_pictures_come_back(coats):
    assert torch.allclose(STILL(coats, generator()), coats, atol=1e-5)


def test_the_same_generator_gives_the_same_pictures(coats):
    distort = GarmentAugmentation()
    first = distort(coats, generator(3))
    assert torch.equal(first, distort(coats, generator(3)))
    assert not torch.equal(first, distort(coats, generator(4)))


def test_mirrored_pictures_are_turned_left_to_right(coats):
    mirrored = GarmentAugmentation(
        mirrored=1, rotation=0, aspect=0, size=0, shift=0, brightness=0, erased=0
    )(coats, generator())
    assert torch.allclose(mirrored, coats.flip(2), atol=1e-5)


def test_about_the_wanted_share_is_blotted_out(coats):
    erasing = GarmentAugmentation(
        mirrored=0, rotation=0, aspect=0, size=0, shift=0, brightness=0, erased=0.5
    )
    many = coats.repeat(20, 1, 1)
    moved = (erasing(many, generator()) - many).abs().flatten(1).amax(dim=1)
    assert (moved > 0.01).float().mean().item() == pytest.approx(0.5, abs=0.06)


def test_levels_stay_between_black_and_white(coats):
    distorted = GarmentAugmentation(brightness=2.0)(coats, generator())
    assert distorted.shape == coats.shape
    assert distorted.min() >= 0
    assert distorted.max() <= 1
