"""The convolutional network: what it takes, gives, and keeps."""

import pytest
import torch

from model import CNN, Predictor
from model.weights.storage import save_network


@pytest.fixture
def network():
    torch.manual_seed(0)
    network = CNN(blocks=((8, 8), (16,)), hidden=(32,), mean=0.13, std=0.31, knows_outliers=True)
    network.train()
    for _ in range(3):  # so that the batch norms have seen something
        network(torch.rand(16, 28, 28))
    return network.eval()


def test_pictures_become_logits(network):
    assert network(torch.rand(5, 28, 28)).shape == (5, 11)
    assert CNN(shape=(32, 32))(torch.rand(2, 32, 32)).shape == (2, 10)


def test_folded_it_is_the_same_function(network):
    images = torch.rand(6, 28, 28)
    assert torch.allclose(network.folded()(images), network(images), atol=1e-4)


def test_a_predictor_reads_with_it_from_a_folder(network, tmp_path):
    save_network(network, tmp_path)
    predictor = Predictor.from_pretrained(tmp_path)
    images = torch.randint(0, 256, (4, 28, 28), dtype=torch.uint8)
    logits = network(images.float() / 255)[:, :10]
    expected = torch.softmax(logits, dim=1).detach().numpy()
    assert predictor.classify(images.numpy()) == pytest.approx(expected, abs=1e-4)


def test_feature_maps_come_from_each_convolution(network):
    maps = network.feature_maps(torch.rand(2, 28, 28))
    assert [tuple(one.shape) for one in maps] == [(2, 8, 14, 14), (2, 8, 14, 14), (2, 16, 7, 7)]
    assert all((one >= 0).all() for one in maps)
