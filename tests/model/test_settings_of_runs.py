"""What the settings of a run do: layers, first weights, labels, images, the learning rate."""

from dataclasses import replace

import pytest
import torch
from torch import nn

from model.data.datasets import MNIST
from model.data.splits import Split, load_shipped
from model.networks.initialisation import INITIALISATIONS, PYTORCH, initialise
from model.networks.mlp import ACTIVATIONS, MLP
from model.predictor import SHIPPED_WEIGHTS
from model.training.examples.label_noise import with_label_noise
from model.training.loop import Training
from model.training.optimisation.borrowing import BORROWED, LENDER, can_borrow
from model.training.options import parse_options
from model.training.recipes import TUTORIAL
from model.training.settings import LARGE_CNN, Settings
from model.weights.storage import read_network, save_network


@pytest.fixture(scope="module")
def few():
    training, validation = load_shipped(SHIPPED_WEIGHTS / "mnist")
    return training[:1000], validation[:200]


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_activation_follows_each_hidden_layer(activation):
    network = MLP((20, 10), activation=activation)
    found = [layer for layer in network.layers if isinstance(layer, ACTIVATIONS[activation])]
    assert len(found) == 2


def test_without_hidden_layers_it_is_softmax_regression(few):
    run = Training(replace(TUTORIAL, hidden=(), epochs=6), *few, MNIST)
    (last,) = list(run.epochs())[-1:]
    assert run.network.widths == [10]
    assert last.validation_accuracy > 0.7


def test_dropout_leaves_out_units_only_while_it_trains():
    network = MLP((1000,), dropout=0.5)
    images = torch.rand(3, 28, 28)
    with torch.no_grad():
        assert not torch.equal(network.train()(images), network(images))
        assert torch.equal(network.eval()(images), network(images))
        active = network.train().features(images) == 0
        usual = network.eval().features(images) == 0
    assert 0.35 < (active & ~usual).sum() / (~usual).sum() < 0.65


@pytest.mark.parametrize(("initialisation", "spread"), [("he", 0.0505), ("small", 0.01)])
def test_the_first_weights_have_the_spread_of_their_recipe(initialisation, spread):
    network = MLP((500,))
    initialise(network, initialisation)
    first = network.layers[1]
    assert first.weight.std().item() == pytest.approx(spread, rel=0.03)
    assert not first.bias.any()


def test_the_usual_first_weights_are_those_of_pytorch():
    torch.manual_seed(3)
    network = MLP((20,))
    torch.manual_seed(3)
    same = MLP((20,))
    initialise(same, PYTORCH)
    assert torch.equal(network.layers[1].weight, same.layers[1].weight)
    assert PYTORCH in INITIALISATIONS


def test_wrong_labels_are_as_many_as_asked_never_the_right_one_and_follow_from_the_seed():
    split = Split(torch.zeros(5000, 28, 28, dtype=torch.uint8), torch.arange(5000) % 10)
    noisy = with_label_noise(split, 0.3, 10, seed=1)
    assert (noisy.labels != split.labels).float().mean() == pytest.approx(0.3, abs=0.02)
    assert noisy.labels.min() == 0
    assert noisy.labels.max() == 9
    assert torch.equal(noisy.labels, with_label_noise(split, 0.3, 10, seed=1).labels)
    assert not torch.equal(noisy.labels, with_label_noise(split, 0.3, 10, seed=2).labels)


def test_a_run_takes_the_first_images_and_its_validation_labels_stay(few):
    recipe = replace(TUTORIAL, training_images=300, label_noise=1.0, epochs=1)
    run = Training(recipe, *few, MNIST)
    assert torch.equal(run.training.images, few[0].images[:300])
    assert not (run.training.labels == few[0].labels[:300]).any()
    assert torch.equal(run.validation.labels, few[1].labels)


def test_batch_normalisation_is_in_the_network_of_a_run(few):
    run = Training(replace(TUTORIAL, batch_norm=True), *few, MNIST)
    assert sum(isinstance(layer, nn.BatchNorm1d) for layer in run.network.modules()) == 2


def test_one_unit_tells_a_class_from_all_others(few):
    training, validation = few
    run = Training(replace(TUTORIAL, hidden=(), detect="3", epochs=8), *few, MNIST)
    (last,) = list(run.epochs())[-1:]
    assert run.network.classes == ("≠ 3", "3")
    assert [weight.numel() for weight in run.network.parameters()] == [784, 1]
    assert torch.equal(run.training.labels, (training.labels == 3).long())
    pixels = validation.images.float() / 255
    with torch.no_grad():
        logits = run.network.eval()(pixels)
        score = run.network.layers(run.network.prepared(pixels))[:, 0]
    assert torch.allclose(logits.softmax(dim=1)[:, 1], score.sigmoid())
    share = (validation.labels != 3).float().mean().item()
    assert last.validation_accuracy > share + 0.02, "better than to say no each time"


def test_a_detector_comes_back_from_its_folder(few, tmp_path):
    run = Training(replace(TUTORIAL, detect="3", epochs=1), *few, MNIST)
    list(run.epochs())
    save_network(run.network, tmp_path)
    images = few[1].images.float() / 255
    with torch.no_grad():
        assert torch.equal(read_network(tmp_path)(images), run.network.eval()(images))


def test_the_learning_rate_falls_to_a_tenth_as_often_as_asked(few):
    run = Training(replace(TUTORIAL, epochs=5, rate_drop=2), *few, MNIST)
    rates = []
    for _ in run.epochs():
        rates.append(run.optimiser.param_groups[0]["lr"])
    assert rates == pytest.approx([0.005, 0.0005, 0.0005, 0.00005, 0.00005])


@pytest.mark.parametrize("hidden", [(), (256,), (125, 65), (300, 100, 50)])
def test_whatever_the_hidden_layers_the_convolutions_are_borrowed(few, hidden):
    settings = Settings(network=LARGE_CNN, hidden=hidden, initialisation=BORROWED)
    run = Training(settings.recipe, *few, MNIST)
    lent = read_network(SHIPPED_WEIGHTS / LENDER).state_dict()
    assert torch.equal(run.network.state_dict()["layers.12.weight"], lent["layers.12.weight"])


def test_a_run_begins_with_the_weights_that_it_borrows(few):
    settings = Settings(network=LARGE_CNN, hidden=(256,), initialisation=BORROWED)
    lent = read_network(SHIPPED_WEIGHTS / LENDER)
    run = Training(settings.recipe, *few, MNIST)
    for name in ("layers.0.weight", "layers.12.weight"):
        assert torch.equal(run.network.state_dict()[name], lent.state_dict()[name])
    assert run.network.head.out_features == 10, "its head is new"
    assert (run.network.mean, run.network.std) == (lent.mean, lent.std)


def test_only_a_network_of_the_same_convolutions_borrows(capsys):
    assert can_borrow(Settings(network=LARGE_CNN).recipe)
    assert not can_borrow(Settings(network="cnn").recipe)
    assert not can_borrow(Settings().recipe)
    with pytest.raises(SystemExit):
        parse_options(["--recipe", "tutorial", "--initialisation", BORROWED])
    assert "can't borrow the weights of digits" in capsys.readouterr().err
