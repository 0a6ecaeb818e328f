"""The network is what its config says, and survives a round trip through its files."""

import numpy as np
import torch
from torchvision.transforms import functional

from model import MLP
from model.weights.storage import (
    read_network,
    save_network,
    write_folder,
)


def test_tutorial_network_has_the_tutorials_layers():
    shapes = [tuple(weights.shape) for weights in MLP((125, 65)).parameters()]
    assert shapes == [(125, 784), (125,), (65, 125), (65,), (10, 65), (10,)]


def test_logits_are_matrix_products_and_relus():
    """An oracle in NumPy, with (pixels - mean) / std as torchvision's Normalize(0.5, 0.5)."""
    network = MLP((6, 5)).eval()
    images = torch.rand(3, 28, 28)
    layer = (images.numpy().reshape(3, 784) - 0.5) / 0.5
    parameters = [value.detach().numpy() for value in network.parameters()]
    for number, (weights, bias) in enumerate(zip(parameters[::2], parameters[1::2], strict=True)):
        layer = layer @ weights.T + bias
        if number < 2:
            layer = np.maximum(layer, 0)
    np.testing.assert_allclose(network(images).detach().numpy(), layer, atol=1e-5)


def test_a_saved_network_comes_back_the_same(tmp_path):
    network = MLP((8, 7), classes=("cat", "dog"), batch_norm=True, mean=0.1, std=0.3).eval()
    write_folder(tmp_path / "mine", lambda folder: save_network(network, folder))
    again = read_network(tmp_path / "mine").eval()
    images = torch.rand(4, 28, 28)
    assert torch.equal(again(images), network(images))
    assert again.classes == ("cat", "dog")


def test_the_hubs_own_loader_reads_the_folder(tmp_path):
    network = MLP((8,)).eval()
    save_network(network, tmp_path)
    images = torch.rand(2, 28, 28)
    assert torch.equal(MLP.from_pretrained(tmp_path, strict=True).eval()(images), network(images))


def test_it_is_normalised_as_by_torchvision():
    images = torch.rand(3, 28, 28)
    prepared = MLP(mean=0.3, std=0.2).prepared(images)
    assert torch.allclose(prepared, functional.normalize(images, 0.3, 0.2))


def test_the_network_normalises_by_itself():
    network = MLP(mean=0.3, std=0.2).eval()
    images = torch.rand(2, 28, 28)
    assert torch.equal(network(images), network.layers((images - 0.3) / 0.2))


def test_a_folded_network_gives_the_same_logits():
    network = MLP((9, 8), batch_norm=True, mean=0.3, std=0.2, knows_outliers=True)
    for _ in range(3):
        network(torch.rand(16, 28, 28) * 3)  # moves the running means and variances
    network.eval().requires_grad_(False)
    images = torch.rand(5, 28, 28)
    torch.testing.assert_close(network.folded()(images), network(images), atol=1e-5, rtol=1e-5)


def test_a_network_without_batch_norm_folds_too():
    network = MLP((7,)).eval().requires_grad_(False)
    images = torch.rand(2, 28, 28)
    torch.testing.assert_close(network.folded()(images), network(images))
