"""The numbers of one unit are those of the network itself."""

import numpy as np
import pytest
import torch
from torch.nn import functional

from model import CNN, MLP, Predictor
from model.explanation.trace import strongest_against, trace_unit, weighted_layers
from tests.tools.pictures import WEIGHTS, validation

WANTED = 3


@pytest.fixture(scope="module", params=["mnist", "mnist-cnn"])
def predictor(request) -> Predictor:
    return Predictor.from_folder(WEIGHTS.parent / request.param)


@pytest.fixture(scope="module")
def image() -> np.ndarray:
    return validation()[0][0]  # a 7


def values_of(network: MLP | CNN, image: np.ndarray) -> list[torch.Tensor]:
    """What each weighted layer of the unfolded network gives after batch normalisation."""
    found: list[torch.Tensor] = []
    values = network.prepared(torch.tensor(image)[None].float() / 255)
    for layer in network.layers:
        values = layer(values)
        if isinstance(layer, torch.nn.Linear | torch.nn.Conv2d):
            found.append(values)
        elif isinstance(layer, torch.nn.BatchNorm1d | torch.nn.BatchNorm2d):
            found[-1] = values
    return found


def test_products_and_bias_are_the_sum_of_every_layer(predictor, image):
    expected = values_of(predictor.network, image)
    assert len(expected) == len(weighted_layers(predictor.folded))
    for layer, sums in enumerate(expected):
        for unit in (0, sums.shape[1] - 1):
            trace = trace_unit(predictor.folded, image, layer, unit, WANTED)
            whole = float((trace.inputs * trace.weights).sum()) + trace.bias
            assert trace.total == pytest.approx(whole, abs=1e-4)
            own = sums[0, unit] if trace.place is None else sums[0, unit][trace.place]
            assert trace.total == pytest.approx(float(own), abs=1e-4)
            if layer < len(expected) - 1:
                assert trace.output == pytest.approx(max(0.0, float(own)), abs=1e-4)


def test_the_output_of_a_score_is_its_probability(predictor, image):
    logits = predictor.network(torch.tensor(image)[None].float() / 255)
    last = len(weighted_layers(predictor.folded)) - 1
    trace = trace_unit(predictor.folded, image, last, 7, WANTED)
    assert trace.output == pytest.approx(float(logits.softmax(dim=1)[0, 7]), abs=1e-5)


def test_the_gradient_is_the_change_of_the_loss(predictor, image):
    """A small step of a hidden unit's sum changes the loss by the gradient."""
    network = predictor.folded
    layer = len(weighted_layers(network)) - 2
    unit = int(values_of(predictor.network, image)[layer][0].argmax())
    trace = trace_unit(network, image, layer, unit, WANTED)
    chosen, step = weighted_layers(network)[layer], 1e-2

    def loss(change: float) -> float:
        hook = chosen.register_forward_hook(
            lambda _, __, sums: (
                sums + change * functional.one_hot(torch.tensor(unit), sums.shape[1])
            )
        )
        logits = network(torch.tensor(image)[None].float() / 255)[:, :10]
        hook.remove()
        return float(functional.cross_entropy(logits, torch.tensor([WANTED])))

    slope = (loss(step) - loss(-step)) / (2 * step)
    assert trace.gradient == pytest.approx(slope, abs=2e-3)


def test_a_kernel_is_shown_where_it_responds_most(image):
    predictor = Predictor.from_folder(WEIGHTS.parent / "mnist-cnn")
    trace = trace_unit(predictor.folded, image, 0, 5, WANTED)
    maps = values_of(predictor.network, image)[0][0, 5]
    assert trace.place == tuple(divmod(int(maps.argmax()), maps.shape[1]))
    assert len(trace.inputs) == len(trace.weights) == 25


def test_the_surprise_speaks_against_the_answer(predictor, image):
    layer, unit = strongest_against(predictor.folded, image, 7)
    trace = trace_unit(predictor.folded, image, layer, unit, 7)
    head = weighted_layers(predictor.folded)[-1].weight[7]
    products = trace.output * float(head[unit])
    assert products < 0
    votes = torch.relu(values_of(predictor.network, image)[layer][0]) * head
    assert products == pytest.approx(float(votes.min()), abs=1e-3)


@pytest.mark.parametrize(("layer", "unit"), [(-1, 0), (9, 0), (0, 5000), (0, -1)])
def test_what_is_not_there_is_no_unit(predictor, image, layer, unit):
    with pytest.raises(IndexError):
        trace_unit(predictor.folded, image, layer, unit, WANTED)
