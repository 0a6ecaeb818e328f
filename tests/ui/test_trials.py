"""What the view under the answer tries on a picture: damage on sliders, and the smallest change."""

import base64

import gradio as gr
import numpy as np
import pytest

from model.explanation.damage import DAMAGE_RANGES, SWEEP_STEPS, Damage, damaged
from tests.tools.pictures import validation
from ui.explain.change.counterfactual import change
from ui.explain.damage.damage import damage, sliders
from ui.shipped import second, shipped
from ui.visitor import Visitor


def encoded(image):
    return base64.b64encode(np.ascontiguousarray(image).tobytes()).decode()


def decoded(text):
    return np.frombuffer(base64.b64decode(text), np.uint8).reshape(-1, 28, 28).copy()


@pytest.fixture(scope="module")
def image():
    return validation()[0][0]  # a 7


def test_a_sweep_tells_what_both_networks_say_of_every_picture(image):
    found = damage(Visitor(), {"input": encoded(image), "kind": "rotate", "damage": {"shift": 2}})
    pictures = decoded(found["pictures"])
    at = found["values"].index(48)
    np.testing.assert_array_equal(pictures[at], damaged(image, [Damage(rotate=48, shift=2)])[0])
    assert found["answer"] == "7"
    assert [one["name"] for one in found["said"]] == ["MLP", "CNN"]
    for one, predictor in zip(found["said"], (shipped("mnist"), second("mnist")), strict=True):
        probabilities, outlier = predictor.judge(pictures)
        np.testing.assert_allclose(one["shares"], probabilities[:, 7] * (1 - outlier), atol=1e-3)
        refused = outlier > predictor.refusal_threshold
        assert [label == "" for label in one["labels"]] == refused.tolist()


def test_garments_are_damaged_before_the_one_network_that_they_have(image):
    visitor = Visitor(dataset="fashion-mnist")
    found = damage(visitor, {"input": encoded(image), "kind": "hole", "damage": {}})
    assert len(found["said"]) == 1 + (second("fashion-mnist") is not None)
    assert len(found["said"][0]["labels"]) == SWEEP_STEPS


def test_every_kind_has_a_slider_that_stands_where_nothing_is_done():
    for kind, (low, high) in DAMAGE_RANGES.items():
        usual = getattr(Damage(), kind)
        assert f'name="{kind}" min="{low:g}" max="{high:g}"' in sliders()
        assert f'data-usual="{usual:g}"' in sliders()


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "fire"},
        {"kind": None},
        {"kind": ["rotate"]},
        {"damage": None},
        {"damage": {"fire": 1}},
        {"damage": {"shift": "2"}},
        {"damage": {"shift": 1e9}},
        {"damage": {"shift": float("nan")}},
        {"damage": {"shift": True}},
    ],
)
def test_damage_that_there_is_not_is_one_sentence(image, wrong):
    question = {"input": encoded(image), "kind": "rotate", "damage": {}} | wrong
    with pytest.raises(gr.Error, match="no such damage; please reload"):
        damage(Visitor(), question)


def test_the_smallest_change_is_checked_by_reading_it(image):
    found = change(Visitor(), {"input": encoded(image), "wanted": 9})
    (changed,) = decoded(found["changed"])
    assert found["name"] == "9"
    probabilities, _ = shipped("mnist").judge(changed[None])
    assert probabilities.argmax() == 9
    assert str(found["checks"][0]).startswith("MLP: reads 9")
    again = shipped("mnist").predict(changed).label
    assert f"the network reads {again}" in str(found["checks"][-1])


def test_what_is_read_so_already_needs_no_change(image):
    found = change(Visitor(), {"input": encoded(image), "wanted": 7})
    assert str(found["amount"]) == "It is read as 7 as it is."
    assert found["checks"] == []
    np.testing.assert_array_equal(decoded(found["changed"])[0], image)


@pytest.mark.parametrize("wrong", [{"wanted": 10}, {"wanted": None}, {"input": "words"}])
def test_a_wish_that_makes_no_sense_is_one_sentence(image, wrong):
    with pytest.raises(gr.Error, match="please reload it"):
        change(Visitor(), {"input": encoded(image), "wanted": 3} | wrong)
