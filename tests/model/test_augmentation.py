"""Distortions stay in MNIST's frame, are reproducible, and do what their names say."""

import pytest
import torch
from torchvision.transforms import functional as torchvision_functional

from model.training.augmentation.digits import Augmentation, change_stroke_width
from tests.tools.pictures import validation

STILL = Augmentation(0, 0, 0, 0, 0, 0, thicker=0, thinner=0, noise=0)


@pytest.fixture
def images():
    return torch.from_numpy(validation()[0][:64]).float() / 255


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


def test_the_same_seed_gives_the_same_images(images):
    first, second = (Augmentation()(images, generator(3)) for _ in range(2))
    assert torch.equal(first, second)
    assert not torch.equal(first, Augmentation()(images, generator(4)))


def test_images_keep_shape_and_range(images):
    distorted = Augmentation()(images, generator())
    assert distorted.shape == images.shape
    assert distorted.min() >= 0
    assert distorted.max() <= 1


def test_without_distortion_digits_stay_where_they_are(images):
    warped = STILL._warp(images, generator())
    assert (warped - images).abs().mean() < 0.05


def test_every_digit_returns_to_mnists_frame(images):
    turned = Augmentation(rotation=25, size=0, shift=0, thicker=0, thinner=0, noise=0)
    distorted = turned._warp(images, generator())
    mass = distorted.sum(dim=(1, 2))
    for axis in (1, 2):
        centres = distorted.sum(dim=axis) @ torch.arange(28.0) / mass
        assert (centres - 14).abs().max() < 0.7
    rows, columns = (distorted.amax(dim=axis) > 0.15 for axis in (2, 1))
    longer = torch.maximum(rows.sum(dim=1), columns.sum(dim=1)).float()
    assert (longer - 20).abs().mean() < 1.5


def test_rotation_is_torchvisions_rotation(images):
    """The linear map of a pure rotation, against torchvision as an oracle."""
    turn = Augmentation(rotation=20, shear=0, aspect=0)._linear(1, generator(1))[0] / 1.15
    angle = torch.rad2deg(torch.atan2(turn[1, 0], turn[0, 0])).item()
    grid = torch.nn.functional.affine_grid(
        torch.cat([turn, torch.zeros(2, 1)], dim=1)[None], [1, 1, 28, 28], align_corners=False
    )
    ours = torch.nn.functional.grid_sample(images[:1, None], grid, align_corners=False)
    theirs = torchvision_functional.rotate(
        images[:1, None], angle, torchvision_functional.InterpolationMode.BILINEAR
    )
    assert abs(angle) > 1
    assert (ours - theirs).abs().max() < 0.02


def test_thicker_adds_ink_and_thinner_takes_it(images):
    ink = images.sum(dim=(1, 2))
    thick = change_stroke_width(images, 1.0, 0.0, generator()).sum(dim=(1, 2))
    thin = change_stroke_width(images, 0.0, 1.0, generator()).sum(dim=(1, 2))
    assert (thick >= ink).all()
    assert (thin <= ink).all()
    assert thick.mean() > 1.15 * ink.mean()
    assert thin.mean() < 0.85 * ink.mean()
