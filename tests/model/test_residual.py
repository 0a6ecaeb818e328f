"""The network of colour pictures, against PyTorch itself and against what it promises."""

import pytest
import torch
from torch import nn

from model.data.datasets import CIFAR_10
from model.networks.resnet import Block, ResNet
from model.training.loop import new_network
from model.training.optimisation.optimiser import new_optimiser
from model.training.recipes import BEST_PICTURES
from model.weights.storage import read_network, save_network

NAMES = ("cat", "dog")


@pytest.fixture(scope="module")
def pictures():
    """Smooth ones, whose pixels know of their neighbours, as a photograph's do."""
    torch.manual_seed(0)
    coarse = torch.rand(40, 3, 8, 8)
    return nn.functional.interpolate(coarse, size=(32, 32), mode="bilinear").permute(0, 2, 3, 1)


@pytest.fixture
def network(pictures):
    """One that has seen pictures, so that its batch norms are not the identity."""
    torch.manual_seed(1)
    network = ResNet(stages=(8, 16), classes=NAMES, knows_outliers=True)
    network.initialise(pictures)
    network.train()
    for _ in range(20):
        network(pictures)
    return network.eval()


def test_it_gives_a_logit_for_every_class_and_one_for_none(network, pictures):
    assert network(pictures).shape == (40, 3)
    assert ResNet(classes=NAMES)(pictures).shape == (40, 2)


def test_whitened_patches_are_uncorrelated_and_of_variance_one(pictures):
    network = ResNet(classes=NAMES)
    network.initialise(pictures)
    maps = network.whitening(network.prepared(pictures)).transpose(0, 1).flatten(1)  # (24, all)
    half = maps[: len(maps) // 2]
    covariance = half @ half.T / half.shape[1]
    away = covariance - torch.diag(covariance.diag())
    assert away.abs().max() < 0.01
    assert 0.9 < covariance.diag().max() < 1.01  # the faintest directions stay below
    assert torch.allclose(maps[12:], -half, atol=1e-5)


def test_folding_changes_no_logit(network, pictures):
    assert torch.allclose(network.folded()(pictures), network(pictures), atol=1e-5)
    assert isinstance(network.blocks[0].adding_norm, nn.BatchNorm2d)


def test_a_new_blocks_convolutions_pass_on_what_they_get():
    block = Block(4, 6)
    maps = torch.rand(2, 4, 9, 9)
    assert torch.allclose(block.halving(maps)[:, :4], maps, atol=1e-5)
    wide = torch.rand(2, 6, 4, 4)
    assert torch.allclose(block.adding(wide), wide, atol=1e-5)


def test_a_block_halves_and_keeps_what_it_found():
    block = Block(4, 6).eval()
    nn.init.zeros_(block.adding.weight)
    maps = torch.rand(2, 4, 9, 9)
    halved = nn.functional.max_pool2d(block.halving(maps), 2)
    assert torch.allclose(block(maps), nn.functional.gelu(halved), atol=1e-4)


def test_what_is_stored_is_read_back(network, pictures, tmp_path):
    save_network(network, tmp_path)
    logits = read_network(tmp_path).eval()(pictures)
    assert torch.allclose(logits, network(pictures), atol=1e-5)


def test_the_shipped_kind_fits_in_ten_megabytes_and_its_first_layer_is_not_trained():
    network = new_network(BEST_PICTURES, CIFAR_10)
    assert 4 * sum(one.numel() for one in network.state_dict().values()) < 10_000_000
    before = network.whitening.weight.clone()
    optimiser = new_optimiser(BEST_PICTURES, network)
    network(torch.rand(4, 32, 32, 3)).sum().backward()
    optimiser.step()
    assert torch.equal(network.whitening.weight, before)
    assert not torch.equal(network.last.weight.grad, torch.zeros_like(network.last.weight))
