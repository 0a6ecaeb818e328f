"""The training of colour pictures: what differs from that of digits."""

from dataclasses import replace

import pytest
import torch
from torch import nn

from model.data.datasets import CIFAR_10
from model.data.splits import Split
from model.training.augmentation.photographs import PhotoAugmentation
from model.training.loop import Training, new_network
from model.training.optimisation.optimiser import new_optimiser
from model.training.recipes import BEST_PICTURES

SMALL = replace(
    BEST_PICTURES,
    stages=(8, 16),
    epochs=3,
    batch_size=10,
    small_frames=((20, 0.4), (24, 0.7)),
    augmentation=PhotoAugmentation(jpeg=0),
)


@pytest.fixture
def run():
    torch.manual_seed(0)
    images = torch.randint(256, (20, 32, 32, 3), dtype=torch.uint8)
    split = Split(images, torch.arange(20) % 10)
    return Training(SMALL, split, split[:10], CIFAR_10)


def test_the_first_epochs_see_smaller_frames(run):
    sides = []
    for _ in run.epochs():
        sides.append(tuple(run.examples.images.shape[1:3]))
    assert sides == [(20, 20), (24, 24), (32, 32)]


def test_biases_of_batch_norms_step_farther_and_decay_as_much_as_all_else():
    recipe = replace(SMALL, learning_rate=0.1, weight_decay=0.01, bias_rate=8)
    network = new_network(recipe, CIFAR_10)
    norm = network.blocks[0].halving_norm
    nn.init.ones_(norm.bias)
    before = {name: one.detach().clone() for name, one in network.named_parameters()}
    optimiser = new_optimiser(recipe, network)
    for weights in network.parameters():
        weights.grad = torch.zeros_like(weights)
    optimiser.step()
    after = dict(network.named_parameters())
    share = {name: (after[name] / before[name]).nanmean().item() for name in before}
    assert share["blocks.0.halving_norm.bias"] == pytest.approx(share["last.weight"], abs=1e-6)
    for weights in network.parameters():
        weights.grad = torch.ones_like(weights)
    far, near = norm.bias.detach().clone(), network.last.weight.detach().clone()
    optimiser.step()
    assert (far - norm.bias).mean() > 6 * (near - network.last.weight).mean()


def test_half_are_mirrored_and_the_other_half_in_the_next_epoch(run):
    images = run.training.images
    first, second, third = (run._mirrored(epoch) for epoch in (1, 2, 3))
    turned = (first == images.flip(2)).flatten(1).all(dim=1)
    assert 4 < turned.sum() < 16
    assert torch.equal(first, third)
    assert torch.equal(second, first.flip(2))
