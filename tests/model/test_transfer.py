"""Three ways to learn new pictures from a network of others, and things of one's own."""

import numpy as np
import pytest
import torch
from torch.nn import functional

from model.data.datasets import CIFAR_10, THINGS
from model.data.splits import Split
from model.networks.resnet import ResNet
from model.onnx.networks import reader_model
from model.predictor import Predictor
from model.teach import teach
from model.teaching.features import features
from model.teaching.home import write_taught
from model.teaching.transfer import Plan, fine_tuned, from_nothing, head_on_features
from model.training.measurement import measure
from tests.tools.pictures import garments_of

NAMES = ("trouser", "sneaker")  # 1 and 7 of Fashion-MNIST


def garments(of_each, start=0):
    """Trousers and sneakers of the test pictures, in turn, with a black edge and in colour."""
    both = [torch.from_numpy(garments_of(label)[start : start + of_each]) for label in (1, 7)]
    images = torch.stack(both, dim=1).flatten(0, 1)
    images = functional.pad(images, (2,) * 4)[..., None].repeat(1, 1, 1, 3)
    return Split(images, torch.arange(2).repeat(of_each))


@pytest.fixture(scope="module")
def training():
    return garments(8)


@pytest.fixture(scope="module")
def network(training):
    """A small one that knows nothing but how its own pictures are whitened."""
    torch.manual_seed(0)
    network = ResNet(stages=(32, 32), classes=CIFAR_10.classes, knows_outliers=True)
    network.initialise(training.images.float() / 255)
    return network.eval()


def accuracy(network):
    return measure(network, garments(50, start=100))[1]


def test_a_head_shares_every_layer_below_it_and_learns(network, training):
    headed = head_on_features(network, training, NAMES)
    assert headed.blocks is network.blocks
    assert headed.classes == NAMES
    assert accuracy(headed) > 0.8


def test_the_head_gives_the_logits_that_the_network_gives(network, training):
    headed = head_on_features(network, training, NAMES)
    given = features(network, training.images.numpy())
    logits = headed.infer(training.images.float() / 255)
    assert torch.allclose(headed.head(given), logits, atol=1e-4)


def test_fine_tuning_changes_a_copy_alone_and_not_its_first_layer(network, training):
    headed = head_on_features(network, training, NAMES)
    before = {name: value.clone() for name, value in headed.state_dict().items()}
    tuned = fine_tuned(headed, training, Plan(epochs=4, learning_rate=1e-3), seed=0)
    assert all(torch.equal(before[name], value) for name, value in headed.state_dict().items())
    assert torch.equal(tuned.whitening.weight, headed.whitening.weight)
    assert not torch.equal(tuned.blocks[0].halving.weight, headed.blocks[0].halving.weight)
    assert accuracy(tuned) > 0.8


def test_from_nothing_learns_and_follows_from_its_seed(network, training):
    plan = Plan(epochs=8, learning_rate=1e-2)
    one, same, other = (from_nothing(network, training, NAMES, plan, seed) for seed in (1, 1, 2))
    assert accuracy(one) > 0.8
    assert torch.equal(one.last.weight, same.last.weight)
    assert not torch.equal(one.last.weight, other.last.weight)
    assert [len(block.adding.weight) for block in one.blocks] == [32, 32]


@pytest.fixture(scope="module")
def taught(network, training):
    """Things that a network was taught, with noise as the background."""
    noise = np.random.default_rng(0).integers(0, 256, (40, 32, 32, 3), np.uint8)
    images, labels = training.images.numpy(), training.labels.tolist()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("model.teach.MAX_SIMILARITY", 2)  # to an untrained network all are alike
        return teach(Predictor(network), images, labels, NAMES, features(network, noise), THINGS)[0]


def test_taught_things_are_read_from_photographs_and_noise_is_refused(taught):
    later = garments(10, start=200)
    said = [taught.predict(image).label for image in later.images.numpy()]
    right = [name == NAMES[label] for name, label in zip(said, later.labels.tolist(), strict=True)]
    assert sum(right) >= 16
    noise = np.random.default_rng(1).integers(0, 256, (32, 32, 3), np.uint8)
    assert taught.predict(noise).label is None


def test_taught_things_are_taken_home_and_read_alike(taught, tmp_path):
    write_taught(tmp_path, taught)
    home = Predictor.from_pretrained(tmp_path)
    image = garments(1, start=300).images[0].numpy()
    here, there = taught.predict(image), home.predict(image)
    assert there.label == here.label
    assert there.confidence == pytest.approx(here.confidence, abs=1e-5)
    card = (tmp_path / "README.md").read_text()
    assert "Things taught" in card
    assert "CIFAR-10 is by Alex Krizhevsky" in card


def test_taught_things_are_an_onnx_file_with_the_same_answers(taught):
    onnxruntime = pytest.importorskip("onnxruntime")
    session = onnxruntime.InferenceSession(reader_model(taught).SerializeToString())
    images = garments(5, start=400).images.numpy()
    (found,) = session.run(["probabilities"], {"images": np.float32(images) / 255})
    assert np.abs(found - taught.classify(images)).max() < 1e-5
    assert "CIFAR-10 is by" in session.get_modelmeta().custom_metadata_map["credit"]


def test_a_head_without_a_bias_is_put_upon_a_network_too(network):
    head = torch.nn.Linear(32, 2, bias=False)
    assert network.with_head(head, NAMES, "things").last.bias is None
