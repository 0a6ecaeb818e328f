"""Several looks at a photograph, against looking at each by itself."""

import pytest
import torch
from torch.nn import functional

from model.data.datasets import CIFAR_10
from model.networks.resnet import ResNet
from model.networks.views import MOVES, mean_of_views
from model.teaching.features import features


@pytest.fixture(scope="module")
def pictures():
    torch.manual_seed(0)
    coarse = torch.rand(20, 3, 8, 8)
    return functional.interpolate(coarse, size=(32, 32), mode="bilinear").permute(0, 2, 3, 1)


@pytest.fixture(scope="module")
def network(pictures):
    torch.manual_seed(1)
    network = ResNet(stages=(8, 16), classes=CIFAR_10.classes, knows_outliers=True)
    network.initialise(pictures)
    return network.eval().requires_grad_(False)


def test_the_answer_is_the_mean_over_six_looks(network, pictures):
    def moved(images, by):
        padded = functional.pad(images.permute(0, 3, 1, 2), (1,) * 4, mode="reflect")
        return padded[:, :, 1 + by : 33 + by, 1 + by : 33 + by].permute(0, 2, 3, 1)

    expected = sum(
        share / 2 * network(moved(images, by))
        for images in (pictures, pictures.flip(2))
        for by, share in ((0, 0.5), (-1, 0.25), (1, 0.25))
    )
    assert torch.allclose(network.infer(pictures), expected, atol=1e-5)
    assert torch.allclose(network.folded().infer(pictures), expected, atol=1e-5)
    assert sum(share for _, share in MOVES) == 1


def test_a_picture_and_its_mirror_image_are_read_alike(network, pictures):
    assert torch.allclose(network.infer(pictures), network.infer(pictures.flip(2)), atol=1e-6)
    assert not torch.allclose(network(pictures), network(pictures.flip(2)), atol=1e-4)


def test_pictures_are_looked_at_each_by_itself(pictures):
    """A picture's own mean colour comes back for each, whatever is beside it."""
    means = mean_of_views(lambda images: images.mean(dim=(1, 2)), pictures)
    assert torch.allclose(means, pictures.mean(dim=(1, 2)), atol=0.02)


def test_a_head_on_borrowed_features_answers_as_the_network_does(network, pictures):
    seen = (pictures * 255).round().byte().numpy()
    given = features(network, seen)
    logits = network.infer(torch.from_numpy(seen).float() / 255)
    assert torch.allclose(network.head(given), logits, atol=1e-5)
