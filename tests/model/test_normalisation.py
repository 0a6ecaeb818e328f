"""A normalised tensor can be looked at: torchvision's own Normalize is the oracle."""

import numpy as np
import pytest
import torch
from model.normalisation import picture_of
from torchvision.transforms import functional

from model.network import MLP, normalise
from tests.tools.pictures import validation


@pytest.mark.parametrize(("mean", "std"), [(0.5, 0.5), (0.1307, 0.3081), (0.2860, 0.3530)])
def test_what_torchvision_normalised_is_seen_as_it_was(mean, std):
    for image in validation()[0][:20]:
        normalised = functional.normalize(functional.to_tensor(image), [mean], [std])  # (1, 28, 28)
        assert (picture_of(normalised, mean, std) == image).all()


def test_it_is_normalised_as_by_torchvision():
    images = torch.rand(3, 28, 28)
    assert torch.allclose(normalise(images, 0.3, 0.2), functional.normalize(images, 0.3, 0.2))


def test_what_no_normalised_picture_can_hold_is_cut_off():
    picture = picture_of(torch.tensor([[-9.0, 0.0, 9.0]]), 0.5, 0.5)
    assert picture.dtype == np.uint8
    assert picture.tolist() == [[0, 128, 255]]


def test_the_network_normalises_by_itself():
    network = MLP(mean=0.3, std=0.2).eval()
    images = torch.rand(2, 28, 28)
    assert torch.equal(network(images), network.layers(normalise(images, 0.3, 0.2)))
