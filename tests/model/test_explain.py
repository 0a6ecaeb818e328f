"""The explanations are checked against the network itself."""

import numpy as np
import pytest
import torch

from model import Predictor
from model.explain import incoming_weights, integrated_gradients, look_inside, votes_of_unit
from tests.tools.pictures import validation


@pytest.fixture(scope="module")
def network():
    return Predictor.from_pretrained().network


@pytest.fixture(scope="module")
def image():
    return validation()[0][0]  # a 7


def logits(network, image):
    with torch.inference_mode():
        return network(torch.from_numpy(np.asarray(image)).float()[None] / 255)[0, :10].numpy()


def test_the_inside_ends_in_the_networks_own_logits(network, image):
    inside = look_inside(network, image, 7)
    assert [len(layer) for layer in inside.activations] == [1024, 1024, 512]
    assert all((layer >= 0).all() for layer in inside.activations)
    np.testing.assert_allclose(inside.logits, logits(network, image), atol=1e-4)


def test_paths_lead_from_the_answer_back_to_the_first_layer(network, image):
    inside = look_inside(network, image, 7)
    assert {path.layer for path in inside.paths} == {0, 1, 2}
    last = [path for path in inside.paths if path.layer == 2]
    assert {path.end for path in last} == {7}
    weight = network.layers[-1].weight[7].numpy()
    carried = inside.activations[2] * weight
    assert abs(last[0].strength) == pytest.approx(np.abs(carried).max(), rel=1e-5)
    assert {path.end for path in inside.paths if path.layer == 1} <= {p.start for p in last}


@pytest.mark.parametrize("target", [7, 3])
def test_the_pixels_add_up_to_the_difference_that_the_ink_makes(network, image, target):
    """Completeness, the axiom that gives integrated gradients their name."""

    def evidence(picture):
        values = logits(network, picture)
        return values[target] - values.mean()

    attribution = integrated_gradients(network, image, target, steps=300)
    difference = evidence(image) - evidence(np.zeros_like(image))
    assert attribution.sum() == pytest.approx(difference, rel=0.03, abs=0.1)


def test_blank_paper_says_nothing_and_ink_speaks_for_the_answer(network, image):
    attribution = integrated_gradients(network, image, 7)
    assert attribution.shape == (28, 28)
    assert (attribution[image == 0] == 0).all()
    assert attribution.sum() > integrated_gradients(network, image, 3).sum()


def test_taking_the_ink_that_speaks_for_an_answer_hurts_it_most(network):
    """Deletion (Petsiuk et al. 2018): without its strongest pixels the answer fades sooner."""
    images, labels = validation()
    strongest, weakest = [], []
    for image, label in zip(images[:40], labels[:40].tolist(), strict=True):
        order = np.argsort(integrated_gradients(network, image, label).ravel())
        for result, taken in ((strongest, order[-25:]), (weakest, order[:25])):
            rest = image.copy()
            rest.ravel()[taken] = 0
            result.append(logits(network, rest)[label])
    assert np.mean(strongest) < np.mean(weakest) - 1


def test_a_units_vote_is_what_the_logits_lose_without_it(network, image):
    inside = look_inside(network, image, 7)
    unit = int(inside.activations[2].argmax())
    votes = votes_of_unit(network, image, 2, unit)
    expected = inside.activations[2][unit] * network.layers[-1].weight[:10, unit].numpy()
    np.testing.assert_allclose(votes, expected, atol=1e-3)
    silent = int(inside.activations[0].argmin())
    assert not votes_of_unit(network, image, 0, silent).any()


def test_the_first_layers_weights_are_a_picture(network):
    assert incoming_weights(network, 0, 5).reshape(28, 28).std() > 0
    assert len(incoming_weights(network, 2, 5)) == 1024


@pytest.mark.parametrize(("layer", "unit"), [(3, 0), (-1, 0), (0, 1024), (0, -1)])
def test_a_unit_that_is_not_there_is_an_index_error(network, image, layer, unit):
    with pytest.raises(IndexError):
        votes_of_unit(network, image, layer, unit)
    with pytest.raises(IndexError):
        incoming_weights(network, layer, unit)
