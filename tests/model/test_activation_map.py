"""Where a residual network looked, against what it answers when a place is taken away."""

import numpy as np
import pytest
import torch

from model.networks.resnet import ResNet
from model.photographs.activation_map import activation_map

NAMES = ("cat", "dog", "frog")


@pytest.fixture(scope="module")
def picture():
    return np.random.default_rng(0).integers(0, 256, (32, 32, 3), dtype=np.uint8)


@pytest.fixture(scope="module")
def network(picture):
    torch.manual_seed(0)
    network = ResNet(stages=(8, 16, 16), classes=NAMES, knows_outliers=True)
    network.initialise(torch.rand(20, 32, 32, 3))
    network.train()
    for _ in range(10):
        network(torch.rand(20, 32, 32, 3))
    return network.eval().requires_grad_(False)


def test_every_place_of_the_last_but_one_block_has_a_say(network, picture):
    where = activation_map(network, picture, 1)
    assert where.shape == (7, 7)
    assert where.dtype == np.float32
    assert np.abs(where).max() > 0


def test_what_speaks_for_one_class_speaks_against_the_others(network, picture):
    total = sum(activation_map(network, picture, target) for target in range(len(NAMES)))
    assert np.allclose(total, 0, atol=1e-5)


def test_a_mirrored_picture_is_looked_at_in_the_mirrored_places(network, picture):
    straight = activation_map(network, picture, 0)
    assert np.allclose(activation_map(network, picture[:, ::-1].copy(), 0), straight[:, ::-1])


def test_it_tells_what_a_small_change_of_a_place_does_to_the_answer(network, picture):
    """To first order a place's say is what scaling its activations down by a share takes away."""
    target, share = 2, 1e-3
    where = activation_map(network, picture, target)
    seen = torch.tensor(picture)[None].float().double() / 255
    network = network.double()
    maps = network.early_maps(torch.cat([seen, seen.flip(2)]))

    def margin(maps):
        logits = network.late_logits(maps)[:, : len(NAMES)].mean(dim=0)
        return (logits[target] - logits.mean()).item()

    for row, column in ((0, 0), (3, 4), (6, 1)):
        fainter = maps.clone()
        fainter[0, :, row, column] *= 1 - share
        fainter[1, :, row, -1 - column] *= 1 - share
        expected = (margin(maps) - margin(fainter)) / share
        assert where[row, column] == pytest.approx(expected, rel=0.05, abs=1e-4)
    network.float()
